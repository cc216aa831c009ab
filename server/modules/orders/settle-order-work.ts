import { sql } from "drizzle-orm";
import { connection } from "@/db/schema/connections";
import { order } from "@/db/schema/orders";
import { workItem } from "@/db/schema/work-items";
import type { Tx } from "@/db/tenant";
import { type Id, newId } from "@/server/platform/ids";
import { changeHours } from "./clock-rules";
import { noCurrency } from "./rules";

/**
 * Opens what a person must now do about these orders and closes what is done, by their status; a repeat changes
 * nothing. "confirm" while Amazon waits for the answer, due after 24 hours; "changed" while a change after the answer is
 * unseen and "answer" while Amazon shows or says something else than we answered, both due as long as figures may change.
 * A removed account wants nothing of anybody.
 */
export async function settleOrderWork(
  tx: Tx,
  tenantId: Id<"tenant">,
  orderIds: readonly Id<"order">[],
  now: Date,
): Promise<void> {
  if (orderIds.length === 0) return;
  const ids = sql`${sql.param([...orderIds])}::text[]::uuid[]`;
  const wanted = sql`case when o.status = 'to-confirm' then 'confirm' when o.status = 'changed' then 'changed'
    when o.status in ('answered', 'confirmed') and o.answer in ('mismatch', 'refused', 'unknown') then 'answer' end`;
  const at = sql`${now.toISOString()}::timestamptz`;
  const changeBy = sql`o.ordered_at + ${changeHours} * interval '1 hour'`;
  await tx.execute(sql`
    update ${workItem} w set state = 'done', closed_at = ${at}
    from ${order} o
    where w.tenant_id = ${tenantId} and o.tenant_id = ${tenantId} and o.id = w.subject_id and o.id = any(${ids})
      and w.subject_kind = 'order' and w.state = 'open' and w.kind is distinct from ${wanted}`);
  const fresh = sql`${sql.param(orderIds.map(() => newId("workItem")))}::text[]::uuid[]`;
  await tx.execute(sql`
    insert into ${workItem} as w
      (tenant_id, id, kind, subject_kind, subject_id, connection_id, due_at, money_at_risk, currency, state, facts, created_at)
    select o.tenant_id, n.id, ${wanted}, 'order', o.id, o.connection_id,
      case when o.status = 'to-confirm' then o.confirm_due_at when ${changeBy} > ${at} then ${changeBy} end,
      o.value, nullif(o.currency, ${noCurrency}), 'open',
      jsonb_strip_nulls(jsonb_build_object('number', o.number, 'units', o.ordered_units, 'answer', o.answer)), ${at}
    from unnest(${ids}, ${fresh}) as n (order_id, id)
    join ${order} o on o.tenant_id = ${tenantId} and o.id = n.order_id
    join ${connection} c on c.tenant_id = ${tenantId} and c.id = o.connection_id and c.state <> 'removed'
    where ${wanted} is not null
    on conflict (tenant_id, kind, subject_id) where state = 'open' do update
      set due_at = excluded.due_at, money_at_risk = excluded.money_at_risk, currency = excluded.currency,
        facts = excluded.facts
      where (w.due_at, w.money_at_risk, w.currency, w.facts)
        is distinct from (excluded.due_at, excluded.money_at_risk, excluded.currency, excluded.facts)`);
}
