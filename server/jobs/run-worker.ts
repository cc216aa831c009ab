import type { InngestFunction } from "inngest";
import type { Logger } from "@/server/platform/log";
import { createJobsClient, hasJobsServer, type JobsClient, type JobsKeys } from "./client";
import { asJobsRole, connectJobs } from "./engine/connect-jobs";
import { createEmbeddedServer } from "./engine/embedded-server";
import { ingestEvents } from "./engine/ingest-events";
import { pruneJobs } from "./engine/prune-jobs";
import { type EngineOptions, startEngine } from "./engine/start-engine";
import type { JobDeps } from "./registry";

/** Another engine may run: nothing may be written any more. The launcher starts a new process. */
const exitLockLost = 70;

export type WorkerOptions = {
  keys: JobsKeys;
  /** a login that may take the role oakline_jobs: DATABASE_SCHEDULER_URL */
  databaseUrl: string;
  createFunctions: (client: JobsClient, pruneJobs: JobDeps["pruneJobs"]) => readonly InngestFunction.Any[];
  log: Logger;
  engine?: Partial<EngineOptions>;
  /** called after the engine has stopped, before the process ends */
  onStopped?: () => Promise<void>;
};

/**
 * The life of a worker process: runs the engine until SIGTERM or SIGINT, then finishes the steps at hand (at
 * most 10 s) and exits 0. Exits 70 when the lock is lost, 1 when it cannot start. With Inngest keys there is
 * nothing to do here, and it returns at once.
 */
export async function runWorker(options: WorkerOptions): Promise<void> {
  const { log, keys } = options;
  if (hasJobsServer(keys)) {
    log.info("INNGEST keys are set: the web process serves /api/inngest, and no job engine runs here");
    return;
  }
  const url = asJobsRole(options.databaseUrl);
  const sql = connectJobs(url, 2);
  const server = createEmbeddedServer(ingestEvents(sql));
  const client = createJobsClient(keys, { embeddedFetch: server.fetch, log });
  const onLost = (why: string) => {
    log.fatal({ why }, "the job engine lost its lock");
    process.exit(exitLockLost);
  };
  try {
    const functions = options.createFunctions(client, (days) => pruneJobs(sql, days));
    const engine = await startEngine({ url, client, functions, server, log, onLost, ...options.engine });
    const stop = async (signal: string) => {
      log.info({ signal }, "the job engine stops");
      await engine.stop();
      await options.onStopped?.();
      process.exit(0);
    };
    for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, stop);
    await engine.running;
  } catch (error) {
    log.fatal({ err: error }, "the job engine cannot start");
    process.exit(1);
  }
}
