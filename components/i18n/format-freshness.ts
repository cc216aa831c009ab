import { type DurationWords, durationWords } from "./format-countdown";

export type Staleness = "fresh" | "stale" | "silent" | "never";

export type Freshness = { staleness: Staleness; age: DurationWords | null };

/** Amber after two missed runs, red after six: a run is missed when its whole interval has passed without an update. */
export function freshness(updatedAt: Date | null, everyMinutes: number, now: Date): Freshness {
  if (!updatedAt) return { staleness: "never", age: null };
  const ageMs = now.getTime() - updatedAt.getTime();
  const missed = Math.floor(ageMs / (everyMinutes * 60_000)) - 1;
  const staleness = missed >= 6 ? "silent" : missed >= 2 ? "stale" : "fresh";
  return { staleness, age: durationWords(ageMs) };
}
