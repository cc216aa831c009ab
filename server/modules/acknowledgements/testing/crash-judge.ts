import type { SubmissionState } from "@/db/words";

export type JudgedRow = {
  number: string;
  state: SubmissionState;
  body: Buffer;
  /** whether a look at Amazon can tell that it arrived */
  isVisible: boolean;
  /** where it may stand in the end */
  ends: readonly SubmissionState[];
};
/** What the simulator took in. */
export type Arrival = { at: string; visibleAt: string | null; bytes: string };
export type Verdict = { documents: number; lost: number; twice: number; unknown: number; faults: string[] };

/**
 * Compares what was to leave with what arrived, byte for byte. Lost: it never arrived. Twice: it arrived again although
 * the arrival before could be seen by then, or was not given the time it needs to be seen; and whatever arrived that
 * nobody queued. Unknown: it does not stand where it must in the end.
 */
export function judgeCrash(
  rows: readonly JudgedRow[],
  arrivals: readonly Arrival[],
  lookAfterMs: number,
): Verdict {
  const verdict: Verdict = { documents: rows.length, lost: 0, twice: 0, unknown: 0, faults: [] };
  const count = (what: "lost" | "twice" | "unknown", fault: string) => {
    verdict[what] += 1;
    verdict.faults.push(`${what}: ${fault}`);
  };
  const known = new Set<string>();
  for (const { number, state, body, isVisible, ends } of rows) {
    const bytes = body.toString("base64");
    known.add(bytes);
    const mine = arrivals.filter((one) => one.bytes === bytes).sort((a, b) => a.at.localeCompare(b.at));
    if (mine.length === 0) count("lost", `${number} is ${state}`);
    for (const [index, next] of mine.entries()) {
      const before = mine[index - 1];
      if (!before) continue;
      const gapMs = Date.parse(next.at) - Date.parse(before.at);
      const isShown = isVisible && before.visibleAt !== null && before.visibleAt <= next.at;
      if (isShown || gapMs < lookAfterMs) count("twice", `${number} again after ${gapMs / 1000} s`);
    }
    if (!ends.includes(state)) count("unknown", `${number} is ${state}`);
  }
  for (const { bytes, at } of arrivals)
    if (!known.has(bytes)) count("twice", `nobody queued what arrived at ${at}`);
  return verdict;
}
