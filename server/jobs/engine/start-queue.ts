import { PgBoss } from "pg-boss";
import type { Logger } from "@/server/platform/log";
import type { FunctionPlan } from "./function-plan";
import { cronQueue } from "./run-crons";

/** pg-boss makes and migrates its own tables; one queue a function. Jobs never expire there: runs are the truth. */
export async function startQueue(url: string, plans: readonly FunctionPlan[], log: Logger): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: url,
    schema: "boss",
    createSchema: false,
    application_name: "oakline-jobs-queue",
    max: 4,
    cronMonitorIntervalSeconds: 5,
    cronWorkerIntervalSeconds: 1,
  });
  boss.on("error", (error) => log.error({ err: error }, "job queue"));
  boss.on("warning", (warning) => log.warn({ warning: warning.message }, "job queue"));
  await boss.start();
  const forever = { expireInSeconds: 23 * 3600, retentionSeconds: 10 * 365 * 86_400, retryLimit: 0 };
  for (const name of [cronQueue, ...plans.map((plan) => plan.id)]) await boss.createQueue(name, forever);
  return boss;
}
