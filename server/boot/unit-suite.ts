import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runForCode } from "@/server/boot/run-to-end";
import { countVitest, type SuiteResult } from "@/server/boot/suite-result";
import { nodeArguments } from "@/server/boot/supervise";
import { processEnvironment } from "@/server/platform/env";

/** Unit and database tests on a PostgreSQL of their own; `filters` are parts of paths. */
export async function runUnitSuite(root: string, filters: readonly string[]): Promise<SuiteResult> {
  const reportDir = mkdtempSync(join(tmpdir(), "oakline-report-"));
  const report = join(reportDir, "vitest.json");
  const args = ["run", "--config", "db/testing/vitest.config.ts", "--reporter=default", "--reporter=json"];
  const program = join(root, "node_modules/vitest/vitest.mjs");
  try {
    const { code } = await runForCode({
      name: "vitest",
      command: [
        process.execPath,
        ...nodeArguments(join(root, ".data/build")),
        program,
        ...args,
        `--outputFile.json=${report}`,
        ...filters,
      ],
      cwd: root,
      // each file is a process of its own; what one has compiled the others take from the disk
      env: {
        ...processEnvironment(),
        NODE_ENV: "test",
        NODE_COMPILE_CACHE: join(root, ".data/compile-cache"),
      },
      onOutput: (chunk) => process.stdout.write(chunk),
    });
    if (!existsSync(report)) return { name: "unit", passed: 0, failures: [`ended with ${code}`], skips: [] };
    return countVitest("unit", JSON.parse(readFileSync(report, "utf8")), code);
  } finally {
    rmSync(reportDir, { recursive: true });
  }
}
