import type { PgBoss } from "pg-boss";
import type { JobsSql } from "./connect-jobs";
import type { FunctionPlan } from "./function-plan";
import { cronQueue } from "./run-crons";
import { failRun, type QueuedRun, type RunError, sendRuns } from "./run-store";

/** Shuts every other engine out: claims of an older epoch are refused from here on. @returns the new epoch. */
export async function takeOver(sql: JobsSql, engine: string): Promise<number> {
  const [row] =
    await sql`update jobs.heartbeat set epoch = epoch + 1, engine = ${engine}, at = now() returning epoch::float8`;
  return row?.epoch;
}

/**
 * Makes the queue from the runs, which alone are the truth: a run that was at work when its engine ended is
 * queued again and its step counts as tried once more; a run whose function is gone fails and says so.
 */
export function recoverRuns(sql: JobsSql, boss: PgBoss, plans: readonly FunctionPlan[]): Promise<void> {
  return sql.begin(async (tx) => {
    await tx`update jobs.run set status = 'queued', attempt = attempt + 1, activation = activation + 1,
      due_at = now() where status = 'running'`;
    const runs = await tx`select id, function_id, attempt, event, group_key, due_at from jobs.run
      where status = 'queued' order by due_at, id`;
    await tx`delete from boss.job where name <> ${cronQueue} and name not like '\\_\\_pgboss%'`;
    const queued = new Map<string, QueuedRun[]>(plans.map((plan) => [plan.id, []]));
    for (const row of runs) {
      const { id, function_id: functionId, event } = row;
      const hopeless = reasonToFail(functionId, row.attempt, plans);
      if (hopeless) await failRun(tx, { id, functionId, event }, hopeless);
      else queued.get(functionId)?.push({ id, functionId, groupKey: row.group_key, dueAt: row.due_at });
    }
    for (const jobs of queued.values()) await sendRuns(tx, boss, jobs);
  });
}

function reasonToFail(functionId: string, attempt: number, plans: readonly FunctionPlan[]): RunError | null {
  const plan = plans.find((each) => each.id === functionId);
  if (!plan)
    return { name: "FunctionRemoved", message: `the function ${functionId} is no longer registered` };
  if (attempt < plan.maxAttempts) return null;
  return { name: "WorkerDied", message: `the worker ended ${attempt} times in the middle of one step` };
}
