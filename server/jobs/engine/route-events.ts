import type { PgBoss } from "pg-boss";
import { v7 } from "uuid";
import { z } from "zod";
import type { JobsSql, JobsTx } from "./connect-jobs";
import { type FunctionPlan, keyValue } from "./function-plan";
import { sendRun, toJson } from "./run-store";

type Event = { id: string; name: string; data: unknown; ts: number };
type Start = { plan: FunctionPlan; event: Event };

const batch = 200;
const failedShape = z.looseObject({ function_id: z.string() });

/** Turns stored events into queued runs, each with its job, in one transaction. @returns how many it took. */
export function routeEvents(sql: JobsSql, boss: PgBoss, plans: readonly FunctionPlan[]): Promise<number> {
  return sql.begin(async (tx) => {
    const rows = await tx`select id, name, data, (extract(epoch from ts) * 1000)::float8 as ts from jobs.event
      where routed_at is null order by received_at limit ${batch} for update skip locked`;
    for (const { id, name, data, ts } of rows) {
      const event: Event = { id, name, data, ts };
      for (const plan of plans.filter((each) => isStartedBy(each, event)))
        await startRun(tx, boss, { plan, event });
    }
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

/** Queues a run once per function and event, and once in 24 hours per idempotency key. */
export async function startRun(tx: JobsTx, boss: PgBoss, { plan, event }: Start): Promise<void> {
  const { concurrency, idempotency } = plan;
  const group =
    concurrency && (concurrency.key === null ? "all" : `key:${keyValue(concurrency.key, event.data)}`);
  const once = idempotency && keyValue(idempotency, event.data);
  const [run] = await tx`
    insert into jobs.run (id, function_id, event_id, event, group_key, idempotency_key)
    select ${v7()}, ${plan.id}, ${event.id}, ${toJson(event)}::text::json, ${group}, ${once}
    where ${once}::text is null or not exists (
      select from jobs.run where function_id = ${plan.id} and idempotency_key = ${once}
        and created_at > now() - interval '24 hours')
    on conflict (function_id, event_id) do nothing
    returning id`;
  if (!run) return;
  await sendRun(tx, boss, { id: run.id, functionId: plan.id, groupKey: group });
}
