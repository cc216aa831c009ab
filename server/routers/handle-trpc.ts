import "server-only";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { guardPost, isForeignRead, refuse } from "@/server/access/guard-request";
import { currentRequest } from "@/server/access/require-ctx";
import { env } from "@/server/platform/env";
import { appRouter } from "./root";

const maxBytes = 1_000_000;
const maxBatchSize = 20;

/** Answers a tRPC call over HTTP: JSON from our own pages only, of bounded size, never cached. */
export async function handleTrpc(request: Request): Promise<Response> {
  if (request.method === "GET" && isForeignRead(request.headers)) return refuse(403, "another origin");
  const guarded =
    request.method === "GET"
      ? request
      : await guardPost(request, { appUrl: env().APP_URL, contentType: "application/json", maxBytes });
  if (guarded instanceof Response) return guarded;
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: guarded,
    router: appRouter,
    createContext: currentRequest,
    maxBatchSize,
    responseMeta: () => ({ headers: new Headers({ "cache-control": "private, no-store" }) }),
  });
}
