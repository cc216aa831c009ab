import { NextRequest } from "next/server";
import { env } from "@/server/platform/env";
import { AppError } from "@/server/platform/errors";
import type { CreateTenant } from "./first-owner";
import { originOf } from "./origin-of";
import { openRequest, type RequestScope } from "./request-scope";
import { safePath } from "./safe-path";
import { isSecure, sessionCookieName } from "./session-cookie";
import type { AcceptInvitation } from "./take-invitation";

export type Outside = {
  /** runs work after the answer has gone out */
  defer(work: () => Promise<void>): void;
  createTenant: CreateTenant;
  acceptInvitation: AcceptInvitation;
};

/** A form of our own pages, its sender checked. */
export type Form = {
  request: Request;
  fields: URLSearchParams;
  outside: Outside;
  /** the session that came with it, if any */
  scope: RequestScope;
  /** a path of ours to go on to */
  next: string;
};

export function openForm(request: Request, fields: URLSearchParams, outside: Outside): Form {
  const scope = openRequest({
    // set by proxy.ts
    requestId: request.headers.get("x-request-id") ?? crypto.randomUUID(),
    sessionToken: readCookie(request, sessionCookieName(env().APP_URL)) ?? null,
    origin: originOf(request.headers),
    defer: outside.defer,
  });
  return { request, fields, outside, scope, next: safePath(fields.get("next"), env().APP_URL) };
}

export function readCookie(request: Request, name: string): string | undefined {
  return new NextRequest(request.url, { headers: request.headers }).cookies.get(name)?.value;
}

type Cookie = { value: string; maxAgeSeconds?: number; path?: string };

/** A Set-Cookie that no script can read; without a value it takes the cookie away. */
export function cookieLine(name: string, { value, maxAgeSeconds, path = "/" }: Cookie): string {
  const age = value === "" ? 0 : maxAgeSeconds;
  const parts = [`${name}=${value}`, `Path=${path}`, "HttpOnly", "SameSite=Lax"];
  if (age !== undefined) parts.push(`Max-Age=${age}`);
  if (isSecure(env().APP_URL)) parts.push("Secure");
  return parts.join("; ");
}

export function goTo(path: string, ...cookies: string[]): Response {
  const headers = new Headers({ location: path, "cache-control": "no-store" });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}

/** Back to a page with the reason in its address, which it then says in the reader's language. */
export function goBack(path: string, error: unknown, next: string): Response {
  const params = new URLSearchParams(next === "/" ? {} : { next });
  if (!(error instanceof AppError)) throw error;
  const [fault] = error.violations;
  if (error.code === "INVALID")
    params.set("error", fault?.field === "email" ? "address" : (fault?.code ?? ""));
  else if (error.code === "LIMIT") {
    params.set("error", error.reason === "factor-locked" ? "locked" : "limit");
    params.set("minutes", String(Math.max(1, Math.ceil((error.retryAfterMs ?? 0) / 60_000))));
  } else throw error;
  return goTo(`${path}?${params}`);
}

/** A path with where to go on, when that is not the start page. */
export function withNext(path: string, next: string): string {
  return next === "/" ? path : `${path}?${new URLSearchParams({ next })}`;
}
