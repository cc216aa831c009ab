import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/node";
import { createLogger } from "@/server/platform/log";
import { createJobsClient, type JobsClient } from "../client";
import { connectJobs } from "./connect-jobs";
import { createEmbeddedServer } from "./embedded-server";
import { ingestEvents } from "./ingest-events";
import { type EngineOptions, startEngine } from "./start-engine";

export type MakeFunctions = (client: JobsClient) => readonly InngestFunction.Any[];
/** Where a test's functions run. */
export type Target = { client: JobsClient; stop(): Promise<void> };

const log = createLogger("engine-test", process.env.LOG_LEVEL ?? "silent");

/** An engine on a database that is there already; the parts are what a worker would have. */
export async function startOnDatabase(
  urls: { jobsUrl: string; appUrl: string },
  make: MakeFunctions,
  options: Partial<EngineOptions> = {},
) {
  const app = connectJobs(urls.appUrl, 2);
  const server = createEmbeddedServer(ingestEvents(app));
  const client = createJobsClient({}, { embeddedFetch: server.fetch, log });
  const lost: string[] = [];
  const engine = await startEngine({
    url: urls.jobsUrl,
    client,
    functions: make(client),
    server,
    log,
    onLost: (why) => lost.push(why),
    pollMs: 50,
    ...options,
  }).catch(async (error: unknown) => {
    await app.end();
    throw error;
  });
  const stop = async (deadlineMs?: number) => {
    await engine.stop(deadlineMs);
    await app.end();
  };
  return { client, engine, lost, stop };
}

/** A real server at INNGEST_BASE_URL: signed when INNGEST_SIGNING_KEY is set, else its dev mode. */
export async function startOnServer(make: MakeFunctions): Promise<Target> {
  const {
    INNGEST_BASE_URL: baseUrl,
    INNGEST_EVENT_KEY: eventKey,
    INNGEST_SIGNING_KEY: signingKey,
  } = process.env;
  const isDev = !signingKey;
  const client: JobsClient = new Inngest({
    id: "oakline",
    baseUrl,
    isDev,
    eventKey: eventKey ?? "test",
    signingKey,
    logger: log,
  });
  const http = createServer(serve({ client, functions: [...make(client)] })).listen(0);
  await once(http, "listening");
  const address = http.address() as AddressInfo; // listening on a port, so never a pipe's name
  const synced = await fetch(`http://localhost:${address.port}/api/inngest`, { method: "PUT" });
  if (!synced.ok) throw new Error(`sync was refused: ${synced.status} ${await synced.text()}`);
  return {
    client,
    stop: async () => {
      http.close();
      http.closeAllConnections();
    },
  };
}
