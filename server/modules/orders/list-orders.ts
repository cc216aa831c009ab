import { and, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { connection } from "@/db/schema/connections";
import { order } from "@/db/schema/orders";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { invalid } from "@/server/platform/errors";
import { asId } from "@/server/platform/ids";
import type { ListOrdersInput, OrderFilter, OrderSort } from "./input";
import { sortExpressions, sortTypes, whereOrders } from "./order-filter-sql";

const columns = {
  id: order.id,
  number: order.number,
  status: order.status,
  answer: order.answer,
  state: order.state,
  country: order.country,
  fcCode: order.fcCode,
  vendorCode: order.vendorCode,
  connectionId: order.connectionId,
  connectionLabel: connection.label,
  market: connection.country,
  region: connection.region,
  orderedAt: order.orderedAt,
  nextDueAt: order.nextDueAt,
  windowKind: order.windowKind,
  windowStartAt: order.windowStartAt,
  windowEndAt: order.windowEndAt,
  amazonChangedAt: order.amazonChangedAt,
  currency: order.currency,
  value: order.value,
  lineCount: order.lineCount,
  orderedUnits: order.orderedUnits,
  acceptedUnits: order.acceptedUnits,
  rejectedUnits: order.rejectedUnits,
  receivedUnits: order.receivedUnits,
};

/** One page of orders in the asked order, by key: page 1,000 costs what page 1 costs. */
export async function listOrders(ctx: Ctx, input: ListOrdersInput) {
  requireAction(ctx, "order.view");
  const after = input.cursor ? afterCursor(input.sort, input.cursor) : undefined;
  const rows = await transact(ctx, (tx) =>
    tx
      .select({
        ...columns,
        key: keyOf(input.sort),
      })
      .from(order)
      .innerJoin(
        connection,
        and(eq(connection.tenantId, order.tenantId), eq(connection.id, order.connectionId)),
      )
      .where(and(whereOrders(tx, ctx.tenantId, input.filter, ctx.clock.now()), after))
      .orderBy(...inOrder(input.sort))
      .limit(input.limit + 1),
  );
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    rows: page.map(({ key: _, ...row }) => row),
    nextCursor: rows.length > input.limit && last ? encodeCursor(last.key) : null,
  };
}

/** Where a row stands in this order, as text: its sort values, then its id. */
export function keyOf(sort: ListOrdersInput["sort"]): SQL<string[]> {
  const keys = [...sort.map(({ by }) => sql`(${sortExpressions[by]})::text`), sql`${order.id}::text`];
  return sql<string[]>`array[${sql.join(keys, sql`, `)}]`;
}

/** The asked order; the id, in the first key's direction, decides among equals. */
export function inOrder(sort: ListOrdersInput["sort"]): SQL[] {
  return [
    ...sort.map(({ by, direction }) => sql`${sortExpressions[by]} ${sql.raw(direction)}`),
    sql`${order.id} ${sql.raw(sort[0]?.direction ?? "asc")}`,
  ];
}

const encodeCursor = (key: string[]) => Buffer.from(JSON.stringify(key)).toString("base64url");
const cursorShape = z.array(z.string().max(200)).max(4);

function afterCursor(sort: ListOrdersInput["sort"], cursor: string): SQL | undefined {
  return afterKey(sort, readCursor(cursor, sort));
}

/**
 * Rows behind a key of `keyOf`: the first part bounds the index, the rest decides among equals. It stands alone when
 * there are several, for a comparison of whole rows bounds nothing under row security once one part is numeric.
 */
export function afterKey(sort: ListOrdersInput["sort"], key: readonly string[]): SQL | undefined {
  const idDirection = sort[0]?.direction ?? "asc";
  const parts = [
    ...sort.map(({ by, direction }, i) => ({
      sql: sortExpressions[by],
      type: sortTypes[by],
      value: key[i],
      direction,
    })),
    { sql: sql`${order.id}`, type: sql`uuid`, value: key.at(-1), direction: idDirection },
  ];
  const value = (part: (typeof parts)[number]) => sql`${part.value}::${part.type}`;
  const sign = (direction: "asc" | "desc") => sql.raw(direction === "asc" ? ">" : "<");
  if (sort.length === 1) {
    const left = sql.join(
      parts.map((part) => part.sql),
      sql`, `,
    );
    return sql`(${left}) ${sign(idDirection)} (${sql.join(parts.map(value), sql`, `)})`;
  }
  const behind = ([first, ...rest]: typeof parts): SQL => {
    if (!first) return sql`false`;
    const beyond = sql`${first.sql} ${sign(first.direction)} ${value(first)}`;
    if (rest.length === 0) return beyond;
    const bound = sql`${first.sql} ${sign(first.direction)}= ${value(first)}`;
    return sql`(${bound} and (${beyond} or ${behind(rest)}))`;
  };
  return behind(parts);
}

const instantShape = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{1,6})?[+-](0\d|1[0-5])(:[0-5]\d)?$/;

/** An instant as Postgres writes it; a day that no month has would be an error there. */
function isInstant(text: string): boolean {
  const [, day, time] = instantShape.exec(text) ?? [];
  const at = new Date(`${day}T${time}Z`);
  return (
    !Number.isNaN(at.getTime()) && !text.startsWith("0000") && at.toISOString().startsWith(`${day}T${time}`)
  );
}

const isKey: Record<OrderSort, (text: string) => boolean> = {
  due: (text) => text === "infinity" || isInstant(text),
  ordered: isInstant,
  changed: (text) => text === "-infinity" || isInstant(text),
  value: (text) => /^-?\d{1,20}(\.\d{1,10})?$/.test(text),
  units: (text) => /^-?\d{1,9}$/.test(text),
  number: (text) => !text.includes("\0"),
};

function readCursor(cursor: string, sort: ListOrdersInput["sort"]): string[] {
  const parsed = cursorShape.safeParse(parseJson(Buffer.from(cursor, "base64url").toString()));
  const isWhole =
    parsed.success &&
    parsed.data.length === sort.length + 1 &&
    sort.every(({ by }, i) => isKey[by](parsed.data[i] ?? "")) &&
    isUuid(parsed.data.at(-1) ?? "");
  if (!parsed.success || !isWhole) throw invalid([{ code: "cursor", field: "cursor" }]);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isUuid(text: string): boolean {
  try {
    asId(text);
    return true;
  } catch {
    return false;
  }
}

/** How many orders fit, and their value per currency: never one sum over currencies. */
export async function summariseOrders(ctx: Ctx, filter: OrderFilter) {
  requireAction(ctx, "order.view");
  const rows = await transact(ctx, (tx) =>
    tx
      .select({
        currency: order.currency,
        orders: sql<number>`count(*)::int`,
        units: sql<number>`sum(${order.orderedUnits})::float8`,
        value: sql<string>`coalesce(sum(${order.value}), 0)`,
        unvalued: sql<number>`count(*) filter (where ${order.value} is null)::int`,
      })
      .from(order)
      .where(whereOrders(tx, ctx.tenantId, filter, ctx.clock.now()))
      .groupBy(order.currency)
      .orderBy(order.currency),
  );
  return { orders: rows.reduce((sum, row) => sum + row.orders, 0), currencies: rows };
}
