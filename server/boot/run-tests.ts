import { runBrowserSuite } from "@/server/boot/browser-suite";
import { openCases } from "@/server/boot/isolation-cases";
import { stopTasks } from "@/server/boot/run-to-end";
import { runStaticSuite } from "@/server/boot/static-suite";
import { type SuiteResult, summarise } from "@/server/boot/suite-result";
import { runUnitSuite } from "@/server/boot/unit-suite";

/** Tests that may be skipped, each for a service that no fresh clone has. */
const allowedSkips = [/server at INNGEST_BASE_URL/, /official model of/];
// Pure files: no database, no process, no server.
const rulesTests = ["rules.test", "permissions", "server/platform", "arrows.test"];

async function runTests(): Promise<number> {
  const [first, ...rest] = process.argv.slice(2);
  const root = process.cwd();
  const suites: Record<string, () => Promise<SuiteResult>> = {
    static: () => runStaticSuite(root, { isQuick: false }),
    unit: () => runUnitSuite(root, rest),
    browser: () => runBrowserSuite(root, rest),
  };
  const quick = [() => runStaticSuite(root, { isQuick: true }), () => runUnitSuite(root, rulesTests)];
  const isNamed = first !== undefined && Object.hasOwn(suites, first);
  if (first !== undefined && first !== "verify" && !isNamed) {
    console.error(`unknown suite "${first}"; known: ${Object.keys(suites).join(", ")}`);
    return 1;
  }
  const chosen = first === "verify" ? quick : isNamed ? [suites[first]] : Object.values(suites);
  const cases = openCases();
  const results: SuiteResult[] = [];
  for (const run of chosen) if (run) results.push(await run());
  const { failures, lastLine } = summarise(results, allowedSkips);
  const tried = cases.print();
  if (tried) console.log(tried);
  if (failures.length > 0) console.log(`\nFailed:\n${failures.map((line) => `  ${line}`).join("\n")}`);
  console.log(`\n${lastLine}`);
  return failures.length === 0 ? 0 : 1;
}

for (const signal of ["SIGINT", "SIGTERM", "disconnect"] as const) {
  process.once(signal, () => void stopTasks().finally(() => process.exit(130)));
}
runTests().then(
  (code) => process.exit(code),
  async (error: unknown) => {
    console.error(error);
    await stopTasks();
    console.log("0 passed, 1 failed, 0 skipped");
    process.exit(1);
  },
);
