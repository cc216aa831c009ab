import type { FrameModel } from "@/components/frame/frame-model";
import { freshness as freshnessOf } from "@/components/i18n/format-freshness";
import type { DueRow, FreshnessRow, MarketRow } from "@/components/orders/order-types";

/** minutes between two readings; a daily flow is read once in 1440 */
export const intervalOf = (row: Pick<FreshnessRow, "everyMinutes">) => row.everyMinutes ?? 1440;

/** A connection is as fresh as its orders. One that waits for a consent is silent, a paused one counts as stale. */
export function frameFreshness(rows: readonly FreshnessRow[], now: Date): FrameModel["freshness"] {
  const looks = rows
    .filter((row) => row.flow === "orders" && row.environment === "production")
    .map((row) => {
      if (row.state === "reauthorise") return "silent";
      if (row.state === "paused") return "stale";
      const { staleness } = freshnessOf(row.lastOkAt, intervalOf(row), now);
      return staleness === "never" ? "stale" : staleness;
    });
  const worst = (["silent", "stale"] as const).find((look) => looks.includes(look)) ?? "fresh";
  return { fresh: looks.filter((look) => look === "fresh").length, total: looks.length, worst };
}

type Figures = {
  freshness: readonly FreshnessRow[] | undefined;
  markets: readonly MarketRow[] | undefined;
  due: number | undefined;
  late: readonly DueRow[] | undefined;
};

/** Open work beside each place, and what kind the worst of it is. */
export function frameStates(figures: Figures, now: Date): FrameModel["states"] {
  const toDo = figures.markets?.reduce((sum, row) => sum + row.toConfirm + row.changed, 0);
  const isLate = figures.late?.some((row) => row.dueAt !== null && row.dueAt < now) ?? false;
  const troubled = new Set(
    figures.freshness
      ?.filter((row) => row.state === "reauthorise" || row.failures > 0)
      .map((row) => row.connectionId),
  );
  return {
    home: { count: figures.due, ...(isLate && { mark: "late" }) },
    orders: { count: toDo },
    connections: { count: troubled.size, ...(troubled.size > 0 && { mark: "warning" }) },
  };
}
