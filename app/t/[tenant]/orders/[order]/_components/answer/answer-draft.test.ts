import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LineAnswer, OrderedLine } from "@/server/modules/acknowledgements/rules";
import {
  answerRest,
  answerWhole,
  type DraftLine,
  draftOf,
  judgeDraft,
  marksOf,
  rebase,
  restOf,
  splitLine,
} from "./answer-draft";
import { inOtherUnit, tidyAmount } from "./typed-amount";

const orderedAt = new Date("2026-11-23T08:00:00Z");
const now = new Date("2026-11-23T10:00:00Z");
const days = { zone: "Europe/Berlin", kind: "ship" } as const;
const line = (sequence: string, more: Partial<OrderedLine> = {}): OrderedLine => ({
  ...{
    sequence,
    amount: 10,
    unit: "each",
    unitSize: 1,
    isCancelled: false,
    isBackorderAllowed: true,
    standing: null,
  },
  netCost: { amount: "12.5", currency: "EUR" },
  ...more,
});
const sheet = (...lines: OrderedLine[]) => ({ orderedAt, isClosed: false, lines });
const typed = (given: DraftLine | undefined, ...parts: Partial<DraftLine["parts"][number]>[]): DraftLine => ({
  ...{ sequence: "1", cost: "12.5", ...given },
  parts: parts.map((part, key) => ({
    ...{ key, answer: "accepted", amount: "10", unit: "each", day: "", reason: null },
    ...part,
  })),
});
const at = { days, now };
const codesOf = (of: OrderedLine, ...lines: DraftLine[]) =>
  judgeDraft(sheet(of), lines, at).faults.map(({ code, field }) => `${field} ${code}`);
const codes = (...lines: DraftLine[]) => codesOf(line("1"), ...lines);
/** 4 cases of 12 */
const cases = line("1", { amount: 4, unit: "case", unitSize: 12 });

test("the form begins with everything accepted, and that may go as it is", () => {
  const of = sheet(line("1"), line("2", { isCancelled: true }), line("3", { amount: 4 }));
  const { lines, faults } = judgeDraft(of, draftOf(of, days), at);
  expect(faults).toEqual([]);
  expect(lines.map((one) => [one.sequence, one.parts.map((part) => part.amount)])).toEqual([
    ["1", [10]],
    ["3", [4]],
  ]);
});

test("a later form begins with the answer that stands, and unchanged it sends nothing", () => {
  const standing: LineAnswer = {
    sequence: "1",
    netCost: { amount: "12", currency: "EUR" },
    parts: [
      { answer: "accepted", amount: 6, shipAt: null, deliverAt: null, reason: null },
      {
        answer: "backordered",
        amount: 4,
        shipAt: new Date("2026-12-01T22:59:59Z"),
        deliverAt: null,
        reason: null,
      },
    ],
  };
  const of = sheet(line("1", { standing }));
  const draft = draftOf(of, days);
  expect(draft[0]?.parts.map(({ amount, day }) => [amount, day])).toEqual([
    ["6", ""],
    ["4", "2026-12-01"],
  ]);
  expect(judgeDraft(of, draft, at).toSend).toEqual([]);
});

describe("bad input says what is wrong at its field", () => {
  test.each([["0"], ["-1"], ["1.00000000000000000001"], ["ten"], [""], ["1e3"]])(
    "a quantity of %j",
    (amount) => {
      expect(codes(typed(undefined, { amount }))).toContain("lines.1.parts.0.amount zero-quantity");
    },
  );
  test("more than was ordered", () => {
    expect(codes(typed(undefined, { amount: "11" }))).toEqual(["lines.1 sum-differs"]);
  });
  test("a cost that is no figure, or above the PO's", () => {
    expect(codes({ ...typed(undefined, {}), cost: "12,50" })).toContain("lines.1.netCost cost-form");
    expect(codes({ ...typed(undefined, {}), cost: "12.51" })).toEqual(["lines.1.netCost cost-above"]);
  });
  test("a backorder without a day, and a rejection without a reason", () => {
    expect(codes(typed(undefined, { answer: "backordered" }))).toEqual([
      "lines.1.parts.0.shipAt backorder-undated",
    ]);
    expect(codes(typed(undefined, { answer: "rejected" }))).toEqual([
      "lines.1.parts.0.reason reason-missing",
    ]);
  });
  test("today has not passed, yesterday has", () => {
    expect(codes(typed(undefined, { day: "2026-11-23" }))).toEqual([]);
    expect(codes(typed(undefined, { day: "2026-11-22" }))).toEqual(["lines.1.parts.0.shipAt date-past"]);
  });
});

test("a cost is shown as people write it, and unchanged is the PO's own", () => {
  const costs = ["12.500000", "1200.000000", "0.123456"].map((amount) => {
    const of = sheet(line("1", { netCost: { amount, currency: "EUR" } }));
    const draft = draftOf(of, days);
    expect(judgeDraft(of, draft, at).faults).toEqual([]);
    return draft[0]?.cost;
  });
  expect(costs).toEqual(["12.50", "1200", "0.123456"]);
});

describe("a quantity may name its unit, and is never rounded", () => {
  const amounts = (of: OrderedLine, amount: string, unit: "each" | "case") =>
    judgeDraft(sheet(of), [typed(undefined, { amount, unit })], at).lines[0]?.parts[0]?.amount;
  test.each([
    ["4", "case", 4],
    ["4 cs", "each", 4],
    ["48", "each", 4],
    ["48ea", "case", 4],
    ["４８ 件", "case", 4],
    ["4箱", "each", 4],
    ["24 Eaches", "case", 2],
  ] as const)("%j in a field of %ss is as many cases", (text, unit, amount) => {
    expect(amounts(cases, text, unit)).toBe(amount);
  });
  test("an each-line takes cases where Amazon says how many are in one", () => {
    expect(amounts(line("1", { unitSize: 5 }), "2 cases", "each")).toBe(10);
    expect(codesOf(line("1"), typed(undefined, { amount: "2 cs" }))).toContain(
      "lines.1.parts.0.amount no-case-size",
    );
  });
  test("part of a case is said to be one, and nothing else is said of its field", () => {
    expect(codesOf(cases, typed(undefined, { amount: "50", unit: "each" }))).toEqual([
      "lines.1.parts.0.amount not-whole-cases",
      "lines.1 sum-differs",
    ]);
  });
  test("the field takes over the unit that was typed, and another unit on request where that is exact", () => {
    expect(tidyAmount({ amount: "60 ea", unit: "case" })).toEqual({ amount: "60", unit: "each" });
    expect(inOtherUnit({ amount: "60", unit: "each" }, cases)).toEqual({ amount: "5", unit: "case" });
    expect(inOtherUnit({ amount: "5", unit: "case" }, cases)).toEqual({ amount: "60", unit: "each" });
    expect(inOtherUnit({ amount: "50", unit: "each" }, cases)).toBeNull();
    expect(inOtherUnit({ amount: "5", unit: "each" }, line("1"))).toBeNull();
  });
  test("what somebody answered at Amazon in part of a case begins in eaches", () => {
    const half = (answer: "accepted" | "rejected") => ({
      ...{ answer, amount: 2.5, shipAt: null, deliverAt: null },
      reason: null,
    });
    const standing = { sequence: "1", netCost: null, parts: [half("accepted"), half("rejected")] };
    const of = sheet({ ...cases, amount: 5, standing });
    expect(draftOf(of, days)[0]?.parts[0]).toMatchObject({ amount: "30", unit: "each" });
  });
});

test("whatever was typed, giving the rest an answer leaves nothing open", () => {
  const amounts = fc.array(fc.nat(12).map(String), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(amounts, fc.constantFrom("accepted", "backordered", "rejected"), (list, answer) => {
      const of = line("1", { amount: 50 });
      const draft = typed(undefined, ...list.map((amount) => ({ amount })));
      expect(restOf(of, answerRest(of, draft, answer))).toBe(0);
      expect(restOf(of, answerWhole(of, draft, answer))).toBe(0);
      const keys = splitLine(of, draft).parts.map((part) => part.key);
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});

test("a change by Amazon renews its own lines alone, and gives back what was typed for them", () => {
  const from = sheet(line("1"), line("2"), line("3"));
  const to = sheet(line("1"), line("2", { amount: 8 }), line("3", { isCancelled: true }), line("4"));
  const mine = ["1", "2", "3"].map((sequence) => ({ ...typed(undefined, { amount: "7" }), sequence }));
  const { typed: stays, renewed, lost } = rebase(mine, marksOf(from), to);
  expect(stays.map(({ sequence }) => sequence)).toEqual(["1"]);
  expect(renewed).toEqual(["2", "4"]);
  expect(lost.map(({ sequence }) => sequence)).toEqual(["2", "3"]);
});
