import { describe, expect, it } from "vitest";
import { poNumberFault } from "../orders/_components/po-number-fault";
import { backfillWeek } from "./backfill-week";
import { isoWeek, weekDifference } from "./week-difference";

describe("the value of a week", () => {
  it("is compared with the mean of the four before it, the running one left out", () => {
    expect(weekDifference([0, 100, 100, 100, 100, 110, 3])).toMatchObject({ kind: "up" });
    expect(weekDifference([100, 100, 100, 100, 50, 999])).toEqual({ kind: "down", ratio: 0.5 });
    expect(weekDifference([100, 100, 100, 100, 100.4, 0])).toEqual({ kind: "level" });
    expect(weekDifference([0, 0, 0, 0, 50, 1])).toEqual({ kind: "none" });
  });
  it.each([
    ["2026-11-16", 47],
    ["2026-12-28", 53],
    ["2027-01-04", 1],
  ])("that begins on %s has the number %i", (monday, week) => expect(isoWeek(monday)).toBe(week));
});

describe("the history", () => {
  const now = new Date("2026-11-23T12:00:00Z");
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  it("says which of its weeks is read, never one past the last", () => {
    const row = { backfillFrom: daysAgo(180), backfillDoneAt: null };
    expect(backfillWeek({ ...row, backfillCursor: null }, now)).toEqual({ week: 1, total: 26 });
    expect(backfillWeek({ ...row, backfillCursor: daysAgo(113) }, now)).toEqual({ week: 17, total: 26 });
    expect(backfillWeek({ ...row, backfillCursor: daysAgo(400) }, now)).toEqual({ week: 26, total: 26 });
    expect(backfillWeek({ ...row, backfillCursor: null, backfillDoneAt: now }, now)).toBeNull();
  });
});

describe("a typed PO number", () => {
  it.each([
    ["", "required"],
    ["4A7KQ2P", "po-number"],
    ["4A7K Q2PD", "po-letters"],
    ["4A7KQ2P😀", "po-letters"],
  ])("%j is refused as %s", (typed, code) => expect(poNumberFault(typed)?.code).toBe(code));
  it("is taken in any case and with spaces around", () => expect(poNumberFault(" 4a7kq2pd ")).toBeNull());
});
