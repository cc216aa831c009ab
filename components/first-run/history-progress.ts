const weekMs = 7 * 86_400_000;

type Reading = {
  flows: readonly {
    flow: string;
    backfillFrom: Date | null;
    backfillCursor: Date | null;
    backfillDoneAt: Date | null;
  }[];
};

/** Which week of the slowest account's history is being read, newest first; null when all histories are read. */
export function historyProgress(rows: readonly Reading[], now: Date): { week: number; total: number } | null {
  const open = rows.flatMap((row) =>
    row.flows.filter((flow) => flow.flow === "orders" && flow.backfillDoneAt === null),
  );
  if (open.length === 0) return null;
  const progress = open.map(({ backfillFrom, backfillCursor }) => {
    const total = backfillFrom
      ? Math.max(1, Math.ceil((now.getTime() - backfillFrom.getTime()) / weekMs))
      : 26;
    const read = backfillCursor ? Math.max(0, now.getTime() - backfillCursor.getTime()) / weekMs : 0;
    return { week: Math.min(total, Math.floor(read) + 1), total };
  });
  return progress.reduce((slowest, one) =>
    one.week / one.total < slowest.week / slowest.total ? one : slowest,
  );
}
