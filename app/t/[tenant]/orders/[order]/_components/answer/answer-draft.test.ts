import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  judgeAnswer,
  type LineAnswer,
  linesToSend,
  type OrderedLine,
} from "@/server/modules/acknowledgements/rules";
import {
  answerRest,
  answerWhole,
  type DraftLine,
  draftOf,
  readAmount,
  readDraft,
  rebase,
  restOf,
  splitLine,
} from "./answer-draft";

const orderedAt = new Date("2026-11-23T08:00:00Z");
const now = new Date("2026-11-23T10:00:00Z");
const days = { zone: "Europe/Berlin", kind: "ship" } as const;
const line = (sequence: string, more: Partial<OrderedLine> = {}): OrderedLine => ({
  ...{ sequence, amount: 10, isCancelled: false, isBackorderAllowed: true, standing: null },
  netCost: { amount: "12.5", currency: "EUR" },
  ...more,
});
const sheet = (...lines: OrderedLine[]) => ({ orderedAt, isClosed: false, lines });
const typed = (given: DraftLine | undefined, ...parts: Partial<DraftLine["parts"][number]>[]): DraftLine => ({
  ...{ sequence: "1", cost: "12.5", ...given },
  parts: parts.map((part, key) => ({
    ...{ key, answer: "accepted", amount: "10", day: "", reason: null },
    ...part,
  })),
});
const codes = (...lines: DraftLine[]) => {
  const of = sheet(line("1"));
  const { lines: read, unread } = readDraft(of, lines, days);
  return [...unread, ...judgeAnswer(of, read, now)].map(({ code, field }) => `${field} ${code}`);
};

test("the form begins with everything accepted, and that may go as it is", () => {
  const of = sheet(line("1"), line("2", { isCancelled: true }), line("3", { amount: 4 }));
  const { lines, unread } = readDraft(of, draftOf(of, days), days);
  expect(unread).toEqual([]);
  expect(judgeAnswer(of, lines, now)).toEqual([]);
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
  expect(linesToSend(of, readDraft(of, draft, days).lines)).toEqual([]);
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
    expect(judgeAnswer(of, readDraft(of, draft, days).lines, now)).toEqual([]);
    return draft[0]?.cost;
  });
  expect(costs).toEqual(["12.50", "1200", "0.123456"]);
});

test("full-width digits are digits", () => {
  expect(readAmount("１２")).toBe(12);
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

test("a change by Amazon renews its own lines alone", () => {
  const from = sheet(line("1"), line("2"));
  const to = sheet(line("1"), line("2", { amount: 8 }), line("3"));
  const mine = [typed(undefined, { amount: "7" }), { ...typed(undefined, { amount: "9" }), sequence: "2" }];
  const { draft, renewed } = rebase(mine, from, to, days);
  expect(renewed).toEqual(["2", "3"]);
  expect(draft.map((one) => one.parts[0]?.amount)).toEqual(["7", "8", "10"]);
});
