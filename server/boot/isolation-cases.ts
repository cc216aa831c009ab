import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Tried } from "@/db/testing/note-cases";
import { processEnvironment } from "@/server/platform/env";

const shape = z.object({ kind: z.string(), name: z.string(), cases: z.number() });
const kinds: Record<Tried, string> = {
  procedure: "procedures",
  page: "pages",
  handler: "route handlers",
  table: "tables",
  job: "jobs",
};

/** A file that the tests of this run write their cases to (`db/testing/note-cases.ts`), by the environment. */
export function openCases(): { print(): string } {
  const folder = mkdtempSync(join(tmpdir(), "oakline-cases-"));
  const file = join(folder, "cases.jsonl");
  Object.assign(processEnvironment(), { ISOLATION_CASES: file });
  return {
    print: () => {
      const text = existsSync(file) ? readFileSync(file, "utf8") : "";
      rmSync(folder, { recursive: true, force: true });
      return formatCases(text);
    },
  };
}

/** @returns every procedure, page, handler, table and job with its number of cases, by kind; empty when none was tried. */
export function formatCases(lines: string): string {
  const noted = lines
    .split("\n")
    .filter(Boolean)
    .map((line) => shape.parse(JSON.parse(line)));
  return Object.entries(kinds)
    .flatMap(([kind, title]) => {
      const sums = new Map<string, number>();
      for (const one of noted) {
        if (one.kind === kind) sums.set(one.name, (sums.get(one.name) ?? 0) + one.cases);
      }
      if (sums.size === 0) return [];
      const all = [...sums.values()].reduce((sum, cases) => sum + cases, 0);
      const rows = [...sums]
        .toSorted()
        .map(([name, cases]) => `  ${name.padEnd(48)}${String(cases).padStart(7)}`);
      return [`\nIsolation cases, ${sums.size} ${title}, ${all} in all`, ...rows];
    })
    .join("\n");
}
