import { createHash } from "node:crypto";
import type { PgBoss } from "pg-boss";
import { z } from "zod";
import { bossDb, type JobsSql } from "./connect-jobs";
import type { FunctionPlan } from "./function-plan";
import { startRuns } from "./route-events";

export const cronQueue = "cron";
const tickShape = z.object({ functionId: z.string(), cron: z.string() });

/** Makes pg-boss's schedules equal to the functions' crons; what was missed while nothing ran is made up once. */
export async function syncSchedules(boss: PgBoss, plans: readonly FunctionPlan[]): Promise<void> {
  const wanted = new Map(
    plans.flatMap((plan) =>
      plan.crons.map((cron) => {
        const text = `${cron.timeZone} ${cron.expression}`;
        // The expression is part of the key: a changed one is a new schedule and owes nothing for the past.
        const key = `${plan.id}.${createHash("sha1").update(text).digest("hex").slice(0, 12)}`;
        return [key, { ...cron, functionId: plan.id }] as const;
      }),
    ),
  );
  const kept = new Set<string>();
  for (const schedule of await boss.getSchedules(cronQueue)) {
    if (wanted.has(schedule.key)) kept.add(schedule.key);
    else await boss.unschedule(cronQueue, schedule.key);
  }
  for (const [key, { expression, timeZone, functionId }] of wanted) {
    if (kept.has(key)) continue;
    await boss.schedule(
      cronQueue,
      expression,
      { functionId, cron: expression },
      { key, tz: timeZone, missed: "once" },
    );
  }
}

/** Turns ticks that are due into runs; a tick and its run are one transaction. @returns how many there were. */
export function startCronRuns(sql: JobsSql, boss: PgBoss, plans: readonly FunctionPlan[]): Promise<number> {
  return sql.begin(async (tx) => {
    const db = bossDb(tx);
    const jobs = await boss.fetch<unknown>(cronQueue, { batchSize: 50, db });
    for (const job of jobs) {
      const tick = tickShape.parse(job.data);
      const plan = plans.find((each) => each.id === tick.functionId);
      const event = {
        id: job.id,
        name: "inngest/scheduled.timer",
        data: { cron: tick.cron },
        ts: Date.now(),
      };
      if (plan) await startRuns(tx, boss, [{ plan, event }]);
      await boss.deleteJob(cronQueue, job.id, { db });
    }
    return jobs.length;
  });
}
