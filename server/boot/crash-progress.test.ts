import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type Cell, formatCounts, readProgress, shortOf, sumOf, writeProgress } from "./crash-progress";

const folder = mkdtempSync(join(tmpdir(), "oakline-crash-"));
afterAll(() => rmSync(folder, { recursive: true }));

const good: Cell = {
  ...{ victim: "worker", world: "default", wanted: 5, rounds: 1, documents: 12, seconds: 1, faults: [] },
  ...{ kills: 5, lost: 0, twice: 0, unknown: 0 },
};

test("a run goes on from what the last round left, and never from a file that is not its own", () => {
  const file = join(folder, "deep/progress.json");
  expect(readProgress(file)).toBeNull();
  const progress = { seed: 7, cells: [good], places: { "before-intent": 2 } };
  writeProgress(file, progress);
  expect(readProgress(file)).toEqual(progress);
  writeFileSync(file, '{"seed": "x"}');
  expect(() => readProgress(file)).toThrow();
});

test("a line names the kind, its counts and the scenario", () => {
  expect(formatCounts("acknowledgement", sumOf([good, good]), "worker, default")).toBe(
    "acknowledgement  kills 10    lost 0   twice 0   unknown 0   worker, default",
  );
});

test("it is a proof only with every kill made and nothing lost, twice or unknown", () => {
  expect(shortOf([good])).toEqual([]);
  for (const bad of [{ lost: 1 }, { twice: 1 }, { unknown: 1 }, { kills: 4 }])
    expect(shortOf([good, { ...good, ...bad }])).toHaveLength(1);
});
