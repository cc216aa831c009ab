import { and, eq, gte, ne, sql } from "drizzle-orm";
import { connection } from "@/db/schema/connections";
import { orderRollup } from "@/db/schema/orders";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { noCurrency } from "@/server/modules/orders/rules";
import type { DecimalText } from "@/server/platform/money";

export type CurrencyWeeks = {
  currency: string;
  weeks: { startsOn: string; value: DecimalText; orders: number; isRunning: boolean }[];
};

const weeksShown = 12;

/** PO value by week (Monday, marketplace days) for the last 12 weeks, one series per currency, cancelled ones left out. */
export async function weeklyValue(ctx: Ctx): Promise<CurrencyWeeks[]> {
  requireAction(ctx, "order.view");
  const starts = weekStarts(ctx.clock.now());
  const rows = await transact(ctx, (tx) => {
    const week = sql<string>`to_char(date_trunc('week', ${orderRollup.orderedOn}::timestamp), 'YYYY-MM-DD')`;
    return tx
      .select({
        currency: orderRollup.currency,
        week,
        value: sql<string>`sum(${orderRollup.value})`,
        orders: sql<number>`sum(${orderRollup.orders})::int`,
      })
      .from(orderRollup)
      .innerJoin(
        connection,
        and(eq(connection.tenantId, orderRollup.tenantId), eq(connection.id, orderRollup.connectionId)),
      )
      .where(
        and(
          eq(orderRollup.tenantId, ctx.tenantId),
          eq(connection.environment, "production"),
          gte(orderRollup.orderedOn, starts[0] ?? ""),
          ne(orderRollup.status, "cancelled"),
          ne(orderRollup.currency, noCurrency),
        ),
      )
      .groupBy(orderRollup.currency, week)
      .orderBy(orderRollup.currency, week);
  });
  const running = starts.at(-1);
  return [...Map.groupBy(rows, (row) => row.currency)].map(([currency, found]) => ({
    currency,
    weeks: starts.map((startsOn) => {
      const row = found.find((candidate) => candidate.week === startsOn);
      return {
        startsOn,
        value: row?.value ?? "0",
        orders: row?.orders ?? 0,
        isRunning: startsOn === running,
      };
    }),
  }));
}

/** Mondays of the last 12 weeks, oldest first; the last one is the running week. */
export function weekStarts(now: Date): string[] {
  const monday = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
  return Array.from({ length: weeksShown }, (_, i) => {
    const start = new Date(monday);
    start.setUTCDate(start.getUTCDate() - 7 * (weeksShown - 1 - i));
    return start.toISOString().slice(0, 10);
  });
}
