import { and, eq, exists, gte, ilike, inArray, isNotNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { connection } from "@/db/schema/connections";
import { order, orderLine } from "@/db/schema/orders";
import type { Tx } from "@/db/tenant";
import type { Id } from "@/server/platform/ids";
import type { OrderFilter, OrderSort } from "./input";

/**
 * What a column is sorted by; nulls get a place of their own so that pages by key never lose them. By case and not by
 * coalesce, which Postgres takes for leaky: under row security it would never bound an index with it.
 */
export const sortExpressions: Record<OrderSort, SQL> = {
  due: orElse(order.nextDueAt, "'infinity'::timestamptz"),
  ordered: sql`${order.orderedAt}`,
  changed: orElse(order.amazonChangedAt, "'-infinity'::timestamptz"),
  value: orElse(order.value, "-1"),
  units: sql`${order.orderedUnits}`,
  number: sql`${order.number} collate "C"`,
};
export const sortTypes: Record<OrderSort, SQL> = {
  due: sql`timestamptz`,
  ordered: sql`timestamptz`,
  changed: sql`timestamptz`,
  value: sql`numeric`,
  units: sql`integer`,
  number: sql`text`,
};

function orElse(column: AnyPgColumn, literal: string): SQL {
  return sql`case when ${column} is null then ${sql.raw(literal)} else ${column} end`;
}

/** The tenant's orders that fit; a word finds PO numbers by their beginning and lines by ASIN or SKU. */
export function whereOrders(tx: Tx, tenantId: Id<"tenant">, filter: OrderFilter, now: Date): SQL | undefined {
  const soon = filter.dueWithinHours && new Date(now.getTime() + filter.dueWithinHours * 3_600_000);
  return and(
    eq(order.tenantId, tenantId),
    filter.status?.length ? inArray(order.status, filter.status) : undefined,
    filter.country?.length ? inArray(order.country, filter.country) : undefined,
    filter.currency?.length ? inArray(order.currency, filter.currency) : undefined,
    filter.orderedFrom ? gte(order.orderedAt, new Date(filter.orderedFrom)) : undefined,
    filter.orderedTo ? lt(order.orderedAt, new Date(filter.orderedTo)) : undefined,
    soon ? lte(order.nextDueAt, soon) : undefined,
    filter.dueBefore ? lt(order.nextDueAt, new Date(filter.dueBefore)) : undefined,
    filter.isChanged ? isNotNull(order.amazonChangedAt) : undefined,
    whereConnections(tx, tenantId, filter),
    filter.text ? whereText(tx, tenantId, filter.text) : undefined,
  );
}

/** Their ids are read once: a join would let the planner leave the order of the index. */
function whereConnections(tx: Tx, tenantId: Id<"tenant">, filter: OrderFilter): SQL {
  const named = filter.connection?.length
    ? sql`${connection.id} = any(${sql.param(filter.connection)}::uuid[])`
    : undefined;
  const shown = tx
    .select({ id: connection.id })
    .from(connection)
    .where(
      and(
        eq(connection.tenantId, tenantId),
        eq(connection.environment, filter.environment),
        named,
        filter.market?.length ? inArray(connection.country, filter.market) : undefined,
      ),
    );
  return sql`${order.connectionId} = any(array(${shown}))`;
}

function whereText(tx: Tx, tenantId: Id<"tenant">, text: string): SQL | undefined {
  const literal = text.replaceAll(/[\\%_]/g, "\\$&");
  const exact = text.toUpperCase();
  return or(
    ilike(order.number, `${literal}%`),
    exists(
      tx
        .select({ one: sql`1` })
        .from(orderLine)
        .where(
          and(
            eq(orderLine.tenantId, tenantId),
            eq(orderLine.orderId, order.id),
            or(eq(orderLine.asin, exact), sql`upper(${orderLine.vendorSku}) = ${exact}`),
          ),
        ),
    ),
  );
}
