import { sql } from "drizzle-orm";
import { order, orderRollup } from "@/db/schema/orders";
import type { Tx } from "@/db/tenant";
import type { Id } from "@/server/platform/ids";

/**
 * Makes the roll-up of these days equal to a recount. The caller holds the connection's order lock, so the count sees
 * every order that another writer of this connection has committed.
 */
export async function recountDays(
  tx: Tx,
  tenantId: Id<"tenant">,
  connectionId: Id<"connection">,
  days: readonly string[],
): Promise<void> {
  if (days.length === 0) return;
  const list = sql`${sql.param([...new Set(days)])}::text[]::date[]`;
  await tx.execute(sql`
    with counted as (
      select status, currency, ordered_on, count(*)::int as orders, sum(line_count)::int as lines,
        sum(ordered_units)::int as units, coalesce(sum(value), 0) as value
      from ${order}
      where tenant_id = ${tenantId} and connection_id = ${connectionId} and ordered_on = any(${list})
      group by status, currency, ordered_on
    ), gone as (
      delete from ${orderRollup} r
      where r.tenant_id = ${tenantId} and r.connection_id = ${connectionId} and r.ordered_on = any(${list})
        and not exists (select 1 from counted c
          where c.status = r.status and c.currency = r.currency and c.ordered_on = r.ordered_on)
    )
    insert into ${orderRollup} as r
      (tenant_id, connection_id, status, currency, ordered_on, orders, lines, units, value)
    select ${tenantId}::uuid, ${connectionId}::uuid, status, currency, ordered_on, orders, lines, units, value
    from counted
    on conflict (tenant_id, connection_id, ordered_on, status, currency) do update
      set orders = excluded.orders, lines = excluded.lines, units = excluded.units, value = excluded.value
      where (r.orders, r.lines, r.units, r.value)
        is distinct from (excluded.orders, excluded.lines, excluded.units, excluded.value)`);
}
