import { join } from "node:path";
import { checkArrows } from "@/server/boot/check-arrows";
import { checkLicences } from "@/server/boot/check-licences";
import { runForCode } from "@/server/boot/run-to-end";
import type { SuiteResult } from "@/server/boot/suite-result";
import { processEnvironment } from "@/server/platform/env";

type Check = { name: string; run: (root: string) => Promise<{ isGood: boolean; says: string }> };

// Without its cache: a changed tsconfig leaves old answers in it.
const types = tool("types", "typescript/bin/tsc", ["--noEmit", "--incremental", "false"]);
const quick: Check[] = [
  tool("format", "@biomejs/biome/bin/biome", ["format", "."]),
  tool("lint", "@biomejs/biome/bin/biome", ["lint", "--error-on-warnings", "."]),
  types,
  {
    name: "arrows",
    run: async (root) => {
      const { files, faults } = checkArrows(root);
      const lines = faults.map(({ file, line, imports, why }) => `${file}:${line} ${imports}: ${why}`);
      return { isGood: faults.length === 0, says: lines.join("\n") || `${files} files` };
    },
  },
];
const slow: Check[] = [
  tool("unused code", "knip/bin/knip.js", ["--no-progress"]),
  {
    name: "licences",
    run: async (root) => {
      const { packages, faults } = checkLicences(root);
      return { isGood: faults.length === 0, says: faults.join("\n") || `${packages} packages` };
    },
  },
];

/** Format, lint, types and arrows; without `isQuick` also unused code and the dependencies' licences. */
export async function runStaticSuite(root: string, { isQuick }: { isQuick: boolean }): Promise<SuiteResult> {
  const result: SuiteResult = { name: "static", passed: 0, failures: [], skips: [] };
  const checks = isQuick ? quick : [...quick, ...slow];
  const started = performance.now();
  const timed = checks.map(async ({ name, run }) => {
    const outcome = await run(root);
    return { name, ...outcome, elapsed: `${((performance.now() - started) / 1000).toFixed(1)} s` };
  });
  for (const { name, isGood, says, elapsed } of await Promise.all(timed)) {
    console.log(`${isGood ? "✓" : "✗"} ${name}, done at ${elapsed}`);
    if (isGood) result.passed++;
    else result.failures.push(name);
    if (!isGood) console.log(says);
  }
  return result;
}

function tool(name: string, path: string, args: string[]): Check {
  return {
    name,
    run: async (root) => {
      const program = join(root, "node_modules", path);
      const command = [process.execPath, program, ...args] as const;
      const { code, output } = await runForCode({ name, command, cwd: root, env: processEnvironment() });
      return { isGood: code === 0, says: output };
    },
  };
}
