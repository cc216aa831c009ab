import { sql } from "drizzle-orm";
import { order } from "@/db/schema/orders";
import { workItem } from "@/db/schema/work-items";
import type { Tx } from "@/db/tenant";
import { type Id, newId } from "@/server/platform/ids";
import { noCurrency } from "./rules";

/**
 * Opens what a person must now do about these orders and closes what is done, by their status; a repeat changes
 * nothing. "confirm" while Amazon waits for the answer, "changed" while a change after the answer is unseen
 * (Amazon names no clock for that, so it has none).
 */
export async function settleOrderWork(
  tx: Tx,
  tenantId: Id<"tenant">,
  orderIds: readonly Id<"order">[],
  now: Date,
): Promise<void> {
  if (orderIds.length === 0) return;
  const ids = sql`${sql.param([...orderIds])}::text[]::uuid[]`;
  const wanted = sql`case o.status when 'to-confirm' then 'confirm' when 'changed' then 'changed' end`;
  await tx.execute(sql`
    update ${workItem} w set state = 'done', closed_at = ${now.toISOString()}
    from ${order} o
    where w.tenant_id = ${tenantId} and o.tenant_id = ${tenantId} and o.id = w.subject_id and o.id = any(${ids})
      and w.subject_kind = 'order' and w.state = 'open' and w.kind is distinct from ${wanted}`);
  const fresh = sql`${sql.param(orderIds.map(() => newId("workItem")))}::text[]::uuid[]`;
  await tx.execute(sql`
    insert into ${workItem} as w
      (tenant_id, id, kind, subject_kind, subject_id, connection_id, due_at, money_at_risk, currency, state, facts, created_at)
    select o.tenant_id, n.id, ${wanted}, 'order', o.id, o.connection_id,
      case o.status when 'to-confirm' then o.confirm_due_at end,
      o.value, nullif(o.currency, ${noCurrency}), 'open',
      jsonb_build_object('number', o.number, 'units', o.ordered_units), ${now.toISOString()}::timestamptz
    from unnest(${ids}, ${fresh}) as n (order_id, id)
    join ${order} o on o.tenant_id = ${tenantId} and o.id = n.order_id
    where o.status in ('to-confirm', 'changed')
    on conflict (tenant_id, kind, subject_id) where state = 'open' do update
      set due_at = excluded.due_at, money_at_risk = excluded.money_at_risk, currency = excluded.currency,
        facts = excluded.facts
      where (w.due_at, w.money_at_risk, w.currency, w.facts)
        is distinct from (excluded.due_at, excluded.money_at_risk, excluded.currency, excluded.facts)`);
}
