import type { FreshnessRow } from "@/components/orders/order-types";

const weekMs = 7 * 86_400_000;

/** Which week of the history is being read, newest first; null when it is read, or was not begun. */
export function backfillWeek(
  row: Pick<FreshnessRow, "backfillFrom" | "backfillCursor" | "backfillDoneAt">,
  now: Date,
): { week: number; total: number } | null {
  if (row.backfillDoneAt || !row.backfillFrom) return null;
  const total = Math.max(1, Math.ceil((now.getTime() - row.backfillFrom.getTime()) / weekMs));
  const read = row.backfillCursor ? Math.max(0, now.getTime() - row.backfillCursor.getTime()) / weekMs : 0;
  return { week: Math.min(total, Math.floor(read) + 1), total };
}
