import { z } from "zod";

/** What one suite came to. A check counts one, as a test does. */
export type SuiteResult = { name: string; passed: number; failures: string[]; skips: string[] };

const vitestShape = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/** Counts a vitest report. A file that failed before its first test is one failure; so is an error outside every test. */
export function countVitest(name: string, report: unknown, exitCode: number): SuiteResult {
  const result: SuiteResult = { name, passed: 0, failures: [], skips: [] };
  for (const file of vitestShape.parse(report).testResults) {
    if (file.status === "failed" && !file.assertionResults.some(({ status }) => status === "failed")) {
      result.failures.push(`${file.name} could not run`);
    }
    for (const { fullName, status } of file.assertionResults) add(result, fullName, status);
  }
  return withExit(result, exitCode);
}

type Spec = { title: string; tests: { status: string; results: unknown[] }[] };
type Suite = { title: string; specs?: Spec[] | undefined; suites?: Suite[] | undefined };
const suiteShape: z.ZodType<Suite> = z.lazy(() =>
  z.object({
    title: z.string(),
    specs: z
      .array(
        z.object({
          title: z.string(),
          tests: z.array(z.object({ status: z.string(), results: z.array(z.unknown()) })),
        }),
      )
      .optional(),
    suites: z.array(suiteShape).optional(),
  }),
);
const playwrightShape = z.object({ suites: z.array(suiteShape), errors: z.array(z.unknown()) });

/** Counts a Playwright report. Passing only at a second try is a failure. */
export function countPlaywright(name: string, report: unknown, exitCode: number): SuiteResult {
  const result: SuiteResult = { name, passed: 0, failures: [], skips: [] };
  const walk = (suite: Suite, path: string) => {
    for (const spec of suite.specs ?? []) {
      for (const { status } of spec.tests) {
        const outcome = status === "expected" ? "passed" : status === "skipped" ? "skipped" : "failed";
        add(result, `${path} ${spec.title}`.trim(), outcome);
      }
    }
    for (const inner of suite.suites ?? []) walk(inner, `${path} ${inner.title}`.trim());
  };
  const { suites, errors } = playwrightShape.parse(report);
  for (const suite of suites) walk(suite, suite.title);
  for (const _error of errors) result.failures.push("an error outside every test");
  return withExit(result, exitCode);
}

function add(result: SuiteResult, title: string, status: string): void {
  if (status === "passed") result.passed++;
  else if (status === "failed") result.failures.push(title);
  else result.skips.push(title);
}

function withExit(result: SuiteResult, exitCode: number): SuiteResult {
  if (exitCode !== 0 && result.failures.length === 0) result.failures.push(`ended with ${exitCode}`);
  if (result.passed + result.failures.length + result.skips.length === 0)
    result.failures.push("held no test");
  return result;
}

/** Adds up the suites. A skip that no entry of `allowedSkips` matches is a failure, named. */
export function summarise(suites: readonly SuiteResult[], allowedSkips: readonly RegExp[]) {
  const isAllowed = (title: string) => allowedSkips.some((allowed) => allowed.test(title));
  const failures = suites.flatMap(({ name, failures, skips }) => [
    ...failures.map((title) => `${name}: ${title}`),
    ...skips.filter((title) => !isAllowed(title)).map((title) => `${name}: skipped without leave: ${title}`),
  ]);
  const passed = suites.reduce((sum, suite) => sum + suite.passed, 0);
  const skipped = suites.flatMap(({ skips }) => skips).filter(isAllowed).length;
  return { failures, lastLine: `${passed} passed, ${failures.length} failed, ${skipped} skipped` };
}
