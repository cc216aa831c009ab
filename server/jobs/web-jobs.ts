import { ingestJobEvents } from "@/db/jobs-door";
import { systemClock } from "@/server/platform/clock";
import { env } from "@/server/platform/env";
import { createLogger } from "@/server/platform/log";
import { createJobsClient, type JobsClient } from "./client";
import { createEmbeddedServer } from "./engine/embedded-server";
import { createFunctions } from "./registry";
import { type RouteHandler, serveJobs } from "./serve-jobs";

const pruneJobs = async () => ({ runs: 0, events: 0 });
let client: JobsClient | undefined;
let route: RouteHandler | undefined;

/** The web process's client: its events go to the real server, or into the tables of the embedded engine. */
export function webJobsClient(): JobsClient {
  const log = createLogger("jobs", env().LOG_LEVEL);
  client ??= createJobsClient(env(), { embeddedFetch: createEmbeddedServer(ingestJobEvents).fetch, log });
  return client;
}

/** What /api/inngest answers. */
export function answerJobsRequest(request: Request): Promise<Response> {
  const log = createLogger("jobs", env().LOG_LEVEL);
  route ??= serveJobs({
    keys: env(),
    appUrl: env().APP_URL,
    client: webJobsClient,
    createFunctions: (signed) =>
      createFunctions(signed, { clock: systemClock, log, pruneJobs, readingsAtOnce: null }),
  });
  return route(request);
}
