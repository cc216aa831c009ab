import type { InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import { hasJobsServer, type JobsClient, type JobsKeys } from "./client";

type ServeOptions = {
  keys: JobsKeys;
  /** public address of this instance; the server calls back here and nowhere else */
  appUrl: string;
  client: () => JobsClient;
  createFunctions: (client: JobsClient) => readonly InngestFunction.Any[];
};
export type RouteHandler = (request: Request) => Promise<Response>;

/**
 * The route of a real Inngest server: signed, and there only when its keys are set. Without keys every method
 * answers 404, so that nobody can ever run a function from outside.
 */
export function serveJobs({ keys, appUrl, client, createFunctions }: ServeOptions): RouteHandler {
  if (!hasJobsServer(keys)) return async () => new Response("not found", { status: 404 });
  const signed = client();
  if (signed.mode !== "cloud") throw new Error("the jobs route is never served without signatures");
  return serve({
    client: signed,
    functions: [...createFunctions(signed)],
    serveOrigin: appUrl,
    servePath: "/api/inngest",
  });
}
