import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/server/platform/env";
import { isOwnHost, securityHeaders } from "@/server/platform/security-headers";

/** Sets headers and refuses foreign hosts. It authorises nothing: each page and procedure does that for itself. */
export function proxy(request: NextRequest): NextResponse {
  const appUrl = env().APP_URL;
  if (!isOwnHost(request.headers, appUrl)) return new NextResponse("wrong host\n", { status: 421 });
  if (!mayChange(request)) return new NextResponse("a page takes no body\n", { status: 405 });
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const requestId = crypto.randomUUID();
  const isDevelopment = process.env.NODE_ENV === "development";
  const answer = securityHeaders({ appUrl, pathname: request.nextUrl.pathname, nonce, isDevelopment });
  const headers = new Headers(request.headers);
  headers.set("x-request-id", requestId);
  // Next reads the nonce for its own scripts from this request header.
  headers.set("content-security-policy", answer["content-security-policy"] ?? "");
  headers.set("x-path", `${request.nextUrl.pathname}${request.nextUrl.search}`);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("x-request-id", requestId);
  for (const [name, value] of Object.entries(answer)) response.headers.set(name, value);
  return response;
}

/** The product has no server actions: what changes something goes to a route, and each route looks at its sender. */
function mayChange({ method, nextUrl, headers }: NextRequest): boolean {
  if (headers.has("next-action")) return false;
  const isRead = method === "GET" || method === "HEAD";
  return isRead || nextUrl.pathname.startsWith("/api/") || nextUrl.pathname === "/preferences";
}
