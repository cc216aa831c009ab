import { expect, test } from "vitest";
import { backoffMs, retryAfterMs } from "./backoff";

test("waits as long as the Inngest server before each try", () => {
  const delays = Array.from({ length: 12 }, (_, attempt) => backoffMs(attempt, 0) / 1000);
  expect(delays).toEqual([15, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200, 7200, 7200]);
});

test("adds at most 30 seconds, so that failures do not come back together", () => {
  expect(backoffMs(0, 0.999999)).toBeGreaterThan(44_900);
  expect(backoffMs(0, 0.999999)).toBeLessThan(45_000);
});

const now = Date.parse("2026-03-01T00:00:00Z");
test.each([
  ["2", 2000],
  ["0.5", 500],
  ["2026-03-01T00:00:10.000Z", 10_000],
  ["Sun, 01 Mar 2026 00:01:00 GMT", 60_000],
  ["2020-01-01T00:00:00Z", 0],
  ["-5", 0],
  ["", null],
  ["soon", null],
  [null, null],
])("reads Retry-After %s as %s ms", (header, ms) => {
  expect(retryAfterMs(header, now)).toBe(ms);
});
