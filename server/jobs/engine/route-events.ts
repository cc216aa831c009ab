import type { PgBoss } from "pg-boss";
import { v7 } from "uuid";
import { z } from "zod";
import type { JobsSql, JobsTx } from "./connect-jobs";
import { type FunctionPlan, keyValue } from "./function-plan";
import { sendRuns, toJson } from "./run-store";

type Event = { id: string; name: string; data: unknown; ts: number };
type Start = { plan: FunctionPlan; event: Event };

const batch = 200;
const failedShape = z.looseObject({ function_id: z.string() });

/** Turns stored events into queued runs, each with its job, in one transaction. @returns how many it took. */
export function routeEvents(sql: JobsSql, boss: PgBoss, plans: readonly FunctionPlan[]): Promise<number> {
  return sql.begin(async (tx) => {
    const rows = await tx`select id, name, data, (extract(epoch from ts) * 1000)::float8 as ts from jobs.event
      where routed_at is null order by received_at limit ${batch} for update skip locked`;
    const starts = rows.flatMap(({ id, name, data, ts }): Start[] => {
      const event: Event = { id, name, data, ts };
      return plans.filter((plan) => isStartedBy(plan, event)).map((plan) => ({ plan, event }));
    });
    await startRuns(tx, boss, starts);
    if (rows.length > 0) {
      await tx`update jobs.event set routed_at = now() where id = any(${rows.map((row) => row.id)})`;
    }
    return rows.length;
  });
}

function isStartedBy(plan: FunctionPlan, event: Event): boolean {
  if (!plan.events.includes(event.name)) return false;
  return plan.failureOf === null || plan.failureOf === failedShape.safeParse(event.data).data?.function_id;
}

/** Queues runs: once per function and event, and once in 24 hours per idempotency key. */
export async function startRuns(tx: JobsTx, boss: PgBoss, starts: readonly Start[]): Promise<void> {
  if (starts.length === 0) return;
  const rows = starts.map(({ plan: { id, concurrency, idempotency }, event }) => ({
    id: v7(),
    functionId: id,
    eventId: event.id,
    event: toJson(event),
    group: concurrency && (concurrency.key === null ? "all" : `key:${keyValue(concurrency.key, event.data)}`),
    once: idempotency && keyValue(idempotency, event.data),
  }));
  const added = await tx`
    insert into jobs.run (id, function_id, event_id, event, group_key, idempotency_key)
    select s.id, s.function_id, s.event_id, s.event::json, s.group_key, s.once
    from (
      select *, row_number() over (partition by function_id, once order by id) as place
      from unnest(
        ${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.functionId)}::text[],
        ${rows.map((row) => row.eventId)}::text[], ${rows.map((row) => row.event)}::text[],
        ${rows.map((row) => row.group)}::text[], ${rows.map((row) => row.once)}::text[]
      ) as u (id, function_id, event_id, event, group_key, once)
    ) s
    where s.once is null or (s.place = 1 and not exists (
      select from jobs.run r where r.function_id = s.function_id and r.idempotency_key = s.once
        and r.created_at > now() - interval '24 hours'))
    order by s.id
    on conflict (function_id, event_id) do nothing
    returning id, function_id, group_key`;
  const runs = added.map((row) => ({ id: row.id, functionId: row.function_id, groupKey: row.group_key }));
  const functions = new Set(runs.map((run) => run.functionId));
  for (const name of functions)
    await sendRuns(
      tx,
      boss,
      runs.filter((run) => run.functionId === name),
    );
}
