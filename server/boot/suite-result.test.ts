import { expect, test } from "vitest";
import { countPlaywright, countVitest, type SuiteResult, summarise } from "@/server/boot/suite-result";

const file = (status: string, ...results: string[]) => ({
  name: "a.test.ts",
  status,
  assertionResults: results.map((outcome, at) => ({ fullName: `test ${at}`, status: outcome })),
});

const vitestCases: [what: string, report: unknown, exitCode: number, counts: [number, number, number]][] = [
  ["passes and failures", { testResults: [file("failed", "passed", "failed")] }, 1, [1, 1, 0]],
  [
    "a skip of each kind",
    { testResults: [file("passed", "passed", "skipped", "pending", "todo")] },
    0,
    [1, 0, 3],
  ],
  ["a file that cannot be loaded", { testResults: [file("failed")] }, 1, [0, 1, 0]],
  ["an error outside every test", { testResults: [file("passed", "passed")] }, 1, [1, 1, 0]],
  ["no test at all", { testResults: [] }, 0, [0, 1, 0]],
];

test.each(vitestCases)("counts %s", (_what, report, exitCode, [passed, failed, skipped]) => {
  const result = countVitest("unit", report, exitCode);
  expect([result.passed, result.failures.length, result.skips.length]).toEqual([passed, failed, skipped]);
});

test("a browser test that passes only at its second try is a failure", () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ status, results: [] }] });
  const report = {
    errors: [],
    suites: [
      {
        title: "flows/a.test.ts",
        specs: [spec("one", "expected")],
        suites: [
          {
            title: "inner",
            specs: [spec("two", "flaky"), spec("three", "skipped"), spec("four", "unexpected")],
          },
        ],
      },
    ],
  };
  expect(countPlaywright("browser", report, 1)).toEqual({
    name: "browser",
    passed: 1,
    failures: ["flows/a.test.ts inner two", "flows/a.test.ts inner four"],
    skips: ["flows/a.test.ts inner three"],
  });
});

const suite = (part: Partial<SuiteResult>): SuiteResult => ({
  name: "unit",
  passed: 0,
  failures: [],
  skips: [],
  ...part,
});

test("adds all suites up, and a skip without leave is a failure", () => {
  const suites = [
    suite({ passed: 3, skips: ["real server", "forgotten"] }),
    suite({ passed: 2, failures: ["x"] }),
  ];
  const { failures, lastLine } = summarise(suites, [/^real server$/]);
  expect(lastLine).toBe("5 passed, 2 failed, 1 skipped");
  expect(failures).toContain("unit: skipped without leave: forgotten");
});
