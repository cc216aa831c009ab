import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";

const count = z.number().int().min(0);
const cell = z.object({
  victim: z.string(),
  world: z.string(),
  wanted: count,
  rounds: count,
  documents: count,
  kills: count,
  lost: count,
  twice: count,
  unknown: count,
  /** what each count stands for, a line each */
  faults: z.array(z.string()),
  seconds: z.number(),
});
const progress = z.object({
  seed: count,
  cells: z.array(cell),
  places: z.record(z.string(), count),
});
/** One victim in one world: how often it is to be struck, how often it was, and what came of it. */
export type Cell = z.infer<typeof cell>;
export type Progress = z.infer<typeof progress>;

/** What an earlier start left; null when there is nothing to go on with. Throws on a file that is not ours. */
export function readProgress(file: string): Progress | null {
  return existsSync(file) ? progress.parse(JSON.parse(readFileSync(file, "utf8"))) : null;
}

/** Whole or not at all: whoever is killed while writing finds what was there before. */
export function writeProgress(file: string, given: Progress): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(given, null, 1));
  renameSync(`${file}.new`, file);
}

export function removeProgress(file: string): void {
  rmSync(file, { force: true });
}

type Counts = Pick<Cell, "kills" | "lost" | "twice" | "unknown">;

export function sumOf(cells: readonly Counts[]): Counts {
  const sum = (name: keyof Counts) => cells.reduce((total, one) => total + one[name], 0);
  return { kills: sum("kills"), lost: sum("lost"), twice: sum("twice"), unknown: sum("unknown") };
}

/** `acknowledgement  kills N  lost N  twice N  unknown N  scenario` */
export function formatCounts(
  kind: string,
  { kills, lost, twice, unknown }: Counts,
  scenario: string,
): string {
  const figures = { kills, lost, twice, unknown };
  const texts = Object.entries(figures).map(
    ([name, n]) => `${name} ${String(n).padEnd(name === "kills" ? 4 : 2)}`,
  );
  return [kind, ...texts, scenario].join("  ");
}

/** Why the run is no proof; empty when it is one. */
export function shortOf(cells: readonly Cell[]): string[] {
  return cells.flatMap(({ victim, world, wanted, kills, lost, twice, unknown }) => {
    const bad = lost + twice + unknown > 0;
    const few = kills < wanted;
    return bad || few
      ? [`${victim}, ${world}: ${bad ? "not exactly once" : `${kills} kills of ${wanted}`}`]
      : [];
  });
}
