import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findRunning } from "@/server/boot/data-folder";
import { childEnvironment } from "@/server/boot/embedded-configuration";
import { requireBrowser } from "@/server/boot/find-browser";
import { removePostgresFiles } from "@/server/boot/place-postgres";
import { runForCode } from "@/server/boot/run-to-end";
import { countPlaywright, type SuiteResult } from "@/server/boot/suite-result";
import { nodeArguments, supervise } from "@/server/boot/supervise";
import { processEnvironment } from "@/server/platform/env";

/** Browser tests against a production build: a whole instance of its own, on free ports, in a folder closed to others. */
export async function runBrowserSuite(root: string, filters: readonly string[]): Promise<SuiteResult> {
  const say = (line: string) => console.log(line);
  const dataDir = mkdtempSync(join(tmpdir(), "oakline-e2e-"));
  const buildDir = join(root, ".data/build");
  const browser = await requireBrowser(root, processEnvironment(), say);
  say(`browser      ${browser}`);
  // the only thing of it that is configured: there is no sign-on of a company to fall back on
  const { openCompany } = await import("@/server/access/testing/company-sign-on");
  const company = await openCompany();
  const instance = supervise(
    {
      name: "instance",
      command: [
        process.execPath,
        ...nodeArguments(buildDir),
        join(buildDir, "up.js"),
        "--port",
        "0",
        "--data",
        dataDir,
      ],
      // Nothing that is configured here: the instance must stand on its own defaults.
      env: childEnvironment(processEnvironment(), {
        OIDC_ISSUER: company.issuer,
        OIDC_CLIENT_ID: company.client.id,
        OIDC_CLIENT_SECRET: company.client.secret,
      }),
      cwd: root,
      logFile: join(dataDir, "up.log"),
      ready: { line: /^ready /m },
      onOutput: (chunk) => process.stdout.write(chunk),
    },
    { say, graceMs: 40_000, maxStartFailures: 1 },
  );
  // On a signal the runner leaves at once; the instance sees its stdin close and takes everything down.
  try {
    await instance.ready;
    const running = findRunning(dataDir);
    if (!running) throw new Error("the instance said ready but left no note of it");
    company.serve(`${running.url}/api/auth/callback/company`);
    const report = join(dataDir, "playwright.json");
    const { code } = await runForCode({
      name: "playwright",
      command: [
        process.execPath,
        ...nodeArguments(buildDir),
        join(root, "node_modules/@playwright/test/cli.js"),
        ...["test", "--config", "e2e/playwright.config.ts", "--reporter=list,json", ...filters],
        // A chosen few wait for nothing else, and so must go one after another.
        ...(filters.length > 0 ? ["--no-deps", "--workers=1"] : []),
      ],
      cwd: root,
      env: {
        ...processEnvironment(),
        ...running.env,
        ...running.services,
        CHROMIUM_PATH: browser,
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      },
      onOutput: (chunk) => process.stdout.write(chunk),
    });
    if (!existsSync(report))
      return { name: "browser", passed: 0, failures: [`ended with ${code}`], skips: [] };
    return countPlaywright("browser", JSON.parse(readFileSync(report, "utf8")), code);
  } catch (error) {
    return {
      name: "browser",
      passed: 0,
      failures: [error instanceof Error ? error.message : String(error)],
      skips: [],
    };
  } finally {
    await instance.stop();
    await company.close();
    removePostgresFiles(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  }
}
