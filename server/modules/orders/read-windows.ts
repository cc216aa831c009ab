const dayMs = 24 * 60 * 60 * 1000;
/** Amazon answers for at most 7 days at once; a minute less leaves room for rounding. */
const widestMs = 7 * dayMs - 60_000;
const overlapMs = 2 * 60 * 60 * 1000;
const sweepMs = 7 * dayMs;
/** Amazon keeps six months; 180 days stay inside every six of them. */
export const historyMs = 180 * dayMs;

/** One request range over a date of the document; `movesTo` is where the cursor stands once it is read whole. */
export type ReadWindow = { by: "created" | "changed"; from: string; to: string; movesTo: string };

type Cursors = { created: Date | null; changed: Date | null };

/**
 * What a poll or sweep has to read, oldest first. A poll goes back 2 h over its cursor and a sweep 7 days, so that a
 * document Amazon showed late is still found; a gap after an outage is read in ranges of at most 7 days.
 */
export function planPoll(cursors: Cursors, now: Date, isSweep: boolean): ReadWindow[] {
  const back = isSweep ? sweepMs : overlapMs;
  return (["created", "changed"] as const).flatMap((by) => {
    const cursor = cursors[by] ?? new Date(now.getTime() - sweepMs);
    const start = Math.max(Math.min(cursor.getTime(), now.getTime()) - back, now.getTime() - historyMs);
    return split(start, now.getTime()).map((range) => ({ by, ...range, movesTo: range.to }));
  });
}

/**
 * The weeks a backfill still has to read, newest first, so that what a person looks for first comes first.
 * @param cursor oldest instant read so far; null = nothing
 */
export function planBackfill(cursor: Date | null, from: Date, now: Date): ReadWindow[] {
  const end = cursor?.getTime() ?? now.getTime();
  return split(from.getTime(), end, "newest-first").map((range) => ({
    by: "created",
    ...range,
    movesTo: range.from,
  }));
}

function split(start: number, end: number, order: "oldest-first" | "newest-first" = "oldest-first") {
  const ranges: { from: string; to: string }[] = [];
  if (order === "oldest-first") {
    for (let at = start; at < end; at += widestMs) ranges.push(range(at, Math.min(at + widestMs, end)));
  } else {
    for (let at = end; at > start; at -= widestMs) ranges.push(range(Math.max(at - widestMs, start), at));
  }
  return ranges;
}

const range = (from: number, to: number) => ({
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
});
