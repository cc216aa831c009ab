import type { PgBoss } from "pg-boss";
import { v7 } from "uuid";
import { z } from "zod";
import { bossDb, type JobsSql, type JobsTx } from "./connect-jobs";
import type { Op } from "./embedded-server";

/** One run in the hands of the engine. `activation` is the fence: every write names it. */
export type ActiveRun = {
  id: string;
  functionId: string;
  jobId: string;
  activation: number;
  attempt: number;
  event: { id: string; name: string; data: unknown; ts: number };
};
export type Steps = { results: Record<string, unknown>; order: string[] };
export type RunError = { name: string; message: string; stack?: string };

const jobShape = z.object({ runId: z.string() });
const eventShape = z.object({ id: z.string(), name: z.string(), data: z.unknown(), ts: z.number() });
// Inngest's own limit for the output of one step.
const maxOutputBytes = 4 * 1024 * 1024;

/** Thrown by a write whose run was taken over or ended meanwhile; the activation has nothing left to do. */
export class StaleActivation extends Error {}
/** Thrown for a step or result larger than 4 MiB: no retry can make it smaller. */
export class OutputTooLarge extends Error {}

/** Text for a json column: sent as text, so that the driver does not encode it twice. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value) ?? "null";
  if (Buffer.byteLength(text) > maxOutputBytes) throw new OutputTooLarge("the output is larger than 4 MiB");
  return text;
}

/** Every state a run can move to; each method is one transaction together with the run's job in pg-boss. */
export type RunStore = ReturnType<typeof createRunStore>;

export function createRunStore(sql: JobsSql, boss: PgBoss, epoch: number) {
  const locked = async (tx: JobsTx, run: ActiveRun) => {
    const rows = await tx`select from jobs.run
      where id = ${run.id} and activation = ${run.activation} and status = 'running' for update`;
    if (rows.length === 0) throw new StaleActivation(run.id);
  };
  const settle = (run: ActiveRun, write: (tx: JobsTx) => Promise<unknown>) =>
    sql.begin(async (tx) => {
      await locked(tx, run);
      await write(tx);
      await boss.deleteJob(run.functionId, run.jobId, { db: bossDb(tx) });
    });
  const requeue = (run: ActiveRun, attempt: number, delayMs: number) =>
    settle(run, async (tx) => {
      const [row] = await tx`update jobs.run set status = 'queued', attempt = ${attempt},
        due_at = now() + ${delayMs} * interval '1 millisecond' where id = ${run.id} returning due_at, group_key`;
      await sendRuns(tx, boss, [{ ...run, groupKey: row?.group_key, dueAt: row?.due_at }]);
    });
  return {
    /**
     * Takes up to `free` due runs of a function; null when another engine has taken over. Epoch, jobs and runs
     * are looked at in one transaction: else a zombie could make off with jobs that its successor has queued.
     */
    take(
      functionId: string,
      options: { free: number; perGroup: number | undefined },
    ): Promise<ActiveRun[] | null> {
      return sql.begin(async (tx) => {
        const mine = await tx`select from jobs.heartbeat where epoch = ${epoch} for share`;
        if (mine.length === 0) return null;
        const db = bossDb(tx);
        const jobs = await boss.fetch<unknown>(functionId, {
          batchSize: options.free,
          groupConcurrency: options.perGroup,
          db,
        });
        if (jobs.length === 0) return [];
        const jobOf = new Map(jobs.map((job) => [jobShape.parse(job.data).runId, job.id]));
        const rows = await tx`update jobs.run set status = 'running', activation = activation + 1
          where id = any(${[...jobOf.keys()]}::uuid[]) and status = 'queued'
          returning id, activation, attempt, event`;
        const runs = rows.map(({ id, activation, attempt, event }): ActiveRun => {
          const jobId = jobOf.get(id) ?? "";
          jobOf.delete(id);
          return { id, functionId, jobId, activation, attempt, event: eventShape.parse(event) };
        });
        // What is left calls a run that is not queued any more.
        if (jobOf.size > 0) await boss.deleteJob(functionId, [...jobOf.values()], { db });
        return runs;
      });
    },
    async steps(run: ActiveRun): Promise<Steps> {
      const rows = await sql`select id, output from jobs.step where run_id = ${run.id} order by position`;
      return {
        results: Object.fromEntries(rows.map((row) => [row.id, row.output])),
        order: rows.map((row) => row.id),
      };
    },
    /** Remembers finished steps for good; one that is known already stays as it was. */
    async storeSteps(run: Pick<ActiveRun, "id" | "activation">, ops: readonly Op[]): Promise<void> {
      const steps = ops.map((op) => ({
        id: op.id,
        name: op.displayName ?? op.name ?? null,
        output: toJson(op.op === "StepFailed" ? { error: op.error } : { data: op.data ?? null }),
      }));
      const [row] = await sql`
        with mine as (
          update jobs.run set attempt = 0
          where id = ${run.id} and activation = ${run.activation} and status = 'running' returning id
        ), added as (
          insert into jobs.step (run_id, id, name, output)
          select mine.id, s.id, s.name, s.output::json
          from mine, unnest(${steps.map((step) => step.id)}::text[], ${steps.map((step) => step.name)}::text[],
            ${steps.map((step) => step.output)}::text[]) as s (id, name, output)
          on conflict (run_id, id) do nothing
        )
        select from mine`;
      if (!row) throw new StaleActivation(run.id);
    },
    complete: (run: ActiveRun, output: unknown) => {
      const text = toJson(output);
      return settle(
        run,
        (tx) => tx`update jobs.run set status = 'completed', output = ${text}::text::json,
        ended_at = now() where id = ${run.id}`,
      );
    },
    retry: (run: ActiveRun, delayMs: number) => requeue(run, run.attempt + 1, delayMs),
    /** Puts a run back as it was, for the engine that starts next. */
    putBack: (run: ActiveRun) => requeue(run, run.attempt, 0),
    /** The end of a run without result; tells it to onFailure functions. */
    fail: (run: ActiveRun, error: RunError) => settle(run, (tx) => failRun(tx, run, error)),
  };
}

export type QueuedRun = { id: string; functionId: string; groupKey: string | null; dueAt?: Date };

/** The jobs "call this run", of one function, in the caller's transaction. */
export async function sendRuns(tx: JobsTx, boss: PgBoss, runs: readonly QueuedRun[]): Promise<void> {
  const [first] = runs;
  if (!first) return;
  const jobs = runs.map((run) => ({
    // pg-boss ranks the jobs of a group by their ids: these grow with time.
    id: v7(),
    data: { runId: run.id },
    startAfter: run.dueAt,
    group: run.groupKey ? { id: run.groupKey } : undefined,
  }));
  await boss.insert(first.functionId, jobs, { db: bossDb(tx) });
}

/** Marks a run failed and raises inngest/function.failed with it. */
export async function failRun(
  tx: JobsTx,
  run: Pick<ActiveRun, "id" | "functionId" | "event">,
  error: RunError,
): Promise<void> {
  const data = { function_id: run.functionId, run_id: run.id, error, event: run.event, events: [run.event] };
  await tx`update jobs.run set status = 'failed', error = ${toJson(error)}::text::json, ended_at = now() where id = ${run.id}`;
  await tx`insert into jobs.event (id, name, data)
    values (${`${run.id}:failed`}, 'inngest/function.failed', ${toJson(data)}::text::json) on conflict do nothing`;
  await tx`select pg_notify('oakline_jobs', '')`;
}
