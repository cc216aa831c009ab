import { expect, test } from "vitest";
import { isReviewDue, quarterBegan, quarterOf, reviewDueAt } from "./rules";

test.each([
  ["2026-01-01T00:00:00Z", "2026-Q1", "2026-01-01"],
  ["2026-03-31T23:59:59.999Z", "2026-Q1", "2026-01-01"],
  ["2026-04-01T00:00:00Z", "2026-Q2", "2026-04-01"],
  ["2026-11-23T12:00:00Z", "2026-Q4", "2026-10-01"],
  ["2026-12-31T23:59:59.999Z", "2026-Q4", "2026-10-01"],
])("%s lies in %s, which began on %s", (at, quarter, began) => {
  expect(quarterOf(new Date(at))).toBe(quarter);
  expect(quarterBegan(new Date(at)).toISOString().slice(0, 10)).toBe(began);
});

test("a tenant that came within the quarter is not asked before the next one", () => {
  const now = new Date("2026-11-23T12:00:00Z");
  expect(isReviewDue(new Date("2026-09-30T23:59:59Z"), now)).toBe(true);
  expect(isReviewDue(new Date("2026-10-01T00:00:00Z"), now)).toBe(false);
  expect(isReviewDue(now, new Date("2027-01-01T00:00:00Z"))).toBe(true);
});

test("a review is answered within two weeks", () => {
  expect(reviewDueAt(new Date("2026-10-01T05:10:00Z"))).toEqual(new Date("2026-10-15T05:10:00Z"));
});
