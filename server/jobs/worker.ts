import { connectDatabase, disconnectDatabase } from "@/db/client";
import { systemClock } from "@/server/platform/clock";
import { env } from "@/server/platform/env";
import { createLogger } from "@/server/platform/log";
import { createFunctions } from "./registry";
import { runWorker } from "./run-worker";

const settings = env();
const log = createLogger("worker", settings.LOG_LEVEL);
connectDatabase({
  app: settings.DATABASE_URL,
  auth: settings.DATABASE_AUTH_URL,
  scheduler: settings.DATABASE_SCHEDULER_URL,
});
/** Readings are the work of a processor: more of them at a time end no sooner, and an answer waits behind each. */
const readingsAtOnce = 3;
await runWorker({
  keys: settings,
  databaseUrl: settings.DATABASE_SCHEDULER_URL,
  createFunctions: (client, pruneJobs) =>
    createFunctions(client, { clock: systemClock, log, pruneJobs, readingsAtOnce }),
  log,
  onStopped: disconnectDatabase,
});
