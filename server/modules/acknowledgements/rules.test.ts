import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareAnswer, type ShownLine } from "./compare-rules";
import {
  acceptAll,
  judgeAnswer,
  type LineAnswer,
  linesToSend,
  type OrderedLine,
  type OrderToAnswer,
  type Part,
} from "./rules";

const orderedAt = new Date("2026-04-20T08:00:00Z");
const soon = new Date("2026-04-20T12:00:00Z");
const late = new Date("2026-04-22T08:00:01Z");
const eur = (amount: string) => ({ amount, currency: "EUR" });
const part = (answer: Part["answer"], amount: number, more: Partial<Part> = {}): Part => ({
  ...{ answer, amount, shipAt: null, deliverAt: null, reason: null },
  ...more,
});
const accepted = (amount: number) => part("accepted", amount);
const rejected = (amount: number) => part("rejected", amount, { reason: "temporarily-unavailable" });
const backordered = (amount: number) =>
  part("backordered", amount, { shipAt: new Date("2026-05-04T00:00:00Z") });
const answer = (sequence: string, ...parts: Part[]): LineAnswer => ({
  sequence,
  netCost: eur("12.50"),
  parts,
});
const line = (sequence: string, more: Partial<OrderedLine> = {}): OrderedLine => ({
  ...{
    sequence,
    amount: 10,
    unit: "each",
    unitSize: 1,
    isCancelled: false,
    isBackorderAllowed: true,
    netCost: eur("12.5"),
    standing: null,
  },
  ...more,
});
const order = (...lines: OrderedLine[]): OrderToAnswer => ({ orderedAt, isClosed: false, lines });
const faultsOf = (of: OrderToAnswer, given: LineAnswer[], now = soon) =>
  judgeAnswer(of, given, now).map(({ code, field }) => `${field} ${code}`);

describe("the first answer", () => {
  const two = order(line("1"), line("2", { isBackorderAllowed: false }));
  const rest = answer("2", accepted(10));
  const cases: [string, OrderToAnswer, LineAnswer[], string[]][] = [
    [
      "whole lines, and a line in three parts",
      two,
      [answer("1", accepted(5), backordered(3), rejected(2)), rest],
      [],
    ],
    ["more than was ordered", two, [answer("1", accepted(11)), rest], ["lines.1 sum-differs"]],
    ["less than was ordered", two, [answer("1", accepted(9)), rest], ["lines.1 sum-differs"]],
    ["a zero", two, [answer("1", accepted(10), rejected(0)), rest], ["lines.1.parts.1.amount zero-quantity"]],
    [
      "half a unit",
      two,
      [answer("1", accepted(9.5), rejected(0.5)), rest],
      ["lines.1.parts.0.amount zero-quantity", "lines.1.parts.1.amount zero-quantity"],
    ],
    ["a line left out, which Amazon would take for rejected", two, [rest], ["lines.1 missing-line"]],
    ["a cancelled line left out", order(line("1", { isCancelled: true, amount: 0 }), line("2")), [rest], []],
    [
      "a cancelled line answered",
      order(line("1", { isCancelled: true, amount: 0 }), line("2")),
      [answer("1", accepted(1)), rest],
      ["lines.1 cancelled-line"],
    ],
    [
      "a line twice",
      two,
      [answer("1", accepted(10)), answer("1", accepted(10)), rest],
      ["lines.1 duplicate-line"],
    ],
    [
      "a line that is not there",
      two,
      [answer("1", accepted(10)), rest, answer("9", accepted(1))],
      ["lines.9 unknown-line"],
    ],
    [
      "a backorder without leave",
      two,
      [answer("1", accepted(10)), answer("2", backordered(10))],
      ["lines.2.parts.0.answer backorder-not-allowed"],
    ],
    [
      "a backorder without date",
      two,
      [answer("1", part("backordered", 10)), rest],
      ["lines.1.parts.0.shipAt backorder-undated"],
    ],
    [
      "a date that has passed",
      two,
      [answer("1", part("accepted", 10, { shipAt: orderedAt })), rest],
      ["lines.1.parts.0.shipAt date-past"],
    ],
    [
      "a rejection without reason",
      two,
      [answer("1", part("rejected", 10)), rest],
      ["lines.1.parts.0.reason reason-missing"],
    ],
    [
      "a reason for what is accepted",
      two,
      [answer("1", part("accepted", 10, { reason: "obsolete" })), rest],
      ["lines.1.parts.0.reason reason-needless"],
    ],
    [
      "no cost",
      two,
      [{ ...answer("1", accepted(10)), netCost: null }, rest],
      ["lines.1.netCost cost-missing"],
    ],
    [
      "a cost of zero",
      two,
      [{ ...answer("1", accepted(10)), netCost: eur("0.00") }, rest],
      ["lines.1.netCost cost-missing"],
    ],
    [
      "a cost above the PO's",
      two,
      [{ ...answer("1", accepted(10)), netCost: eur("12.51") }, rest],
      ["lines.1.netCost cost-above"],
    ],
    [
      "a cost in another currency",
      two,
      [{ ...answer("1", accepted(10)), netCost: { amount: "1", currency: "GBP" } }, rest],
      ["lines.1.netCost cost-currency"],
    ],
    ["a closed PO", { ...two, isClosed: true }, [rest], ["lines order-closed"]],
    [
      "all faults at once",
      two,
      [answer("1", accepted(0), part("rejected", 3))],
      [
        "lines.1.parts.0.amount zero-quantity",
        "lines.1.parts.1.reason reason-missing",
        "lines.1 sum-differs",
        "lines.2 missing-line",
      ],
    ],
  ];
  test.each(cases)("%s", (_name, of, given, faults) => {
    expect(faultsOf(of, given)).toEqual(faults);
  });

  test("may be late: Amazon wants it still, and then as the first one", () => {
    expect(faultsOf(two, [answer("1", accepted(10)), rest], late)).toEqual([]);
  });
});

describe("a later answer", () => {
  const stands = answer("1", accepted(8), rejected(2));
  const answered = order(line("1", { standing: stands }), line("2", { standing: answer("2", accepted(10)) }));
  const refused = order(line("1", { standing: answer("1", rejected(10)) }));

  test("names the changed lines alone, each whole", () => {
    const given = [answer("1", accepted(6), rejected(4)), answer("2", accepted(10))];
    expect(faultsOf(answered, given)).toEqual([]);
    expect(linesToSend(answered, given).map((one) => one.sequence)).toEqual(["1"]);
    expect(linesToSend(answered, [answer("1", rejected(2), accepted(8))])).toEqual([]);
  });
  test("cannot revive a line that was rejected", () => {
    expect(faultsOf(refused, [answer("1", accepted(10))])).toEqual(["lines.1 rejected-stays"]);
  });
  test("after 48 hours changes dates and nothing else", () => {
    const dated = [
      { ...stands, parts: [part("accepted", 8, { shipAt: new Date("2026-05-01T00:00:00Z") }), rejected(2)] },
    ];
    expect(faultsOf(answered, dated, late)).toEqual([]);
    expect(linesToSend(answered, dated)).toHaveLength(1);
    expect(faultsOf(answered, [answer("1", accepted(7), rejected(3))], late)).toEqual(["lines.1 only-dates"]);
  });
});

test("accepting all is always an answer that may go", () => {
  const lines = fc.array(
    fc.record({
      amount: fc.integer({ min: 1, max: 1e6 }),
      isCancelled: fc.boolean(),
      cost: fc.integer({ min: 1, max: 1e6 }),
    }),
    { minLength: 1, maxLength: 20 },
  );
  fc.assert(
    fc.property(lines, (made) => {
      const of = order(
        ...made.map(({ amount, isCancelled, cost }, index) =>
          line(String(index + 1), {
            amount: isCancelled ? 0 : amount,
            isCancelled,
            netCost: eur(`${cost}.07`),
          }),
        ),
      );
      const given = acceptAll(of);
      expect(judgeAnswer(of, given, soon)).toEqual(
        given.length > 0 ? [] : [{ code: "nothing-answered", field: "lines" }],
      );
      expect(linesToSend(of, given)).toEqual(given);
    }),
  );
});

describe("what Amazon shows against what was sent", () => {
  const sent = [answer("1", accepted(5), backordered(3), rejected(2)), answer("2", rejected(10))];
  const shown = (
    sequence: string,
    confirmation: string | null,
    acc: number | null,
    rej: number | null,
  ): ShownLine => ({
    ...{ sequence, confirmation },
    accepted: acc,
    rejected: rej,
  });
  const cases: [string, ShownLine[], string, string[]][] = [
    [
      "the same",
      [shown("1", "partially-accepted", 5, 2), shown("2", "rejected", 0, 10)],
      "verified",
      ["verified", "verified"],
    ],
    [
      "nothing yet",
      [shown("1", "unconfirmed", 0, 0), shown("2", "unconfirmed", 0, 0)],
      "not-yet",
      ["not-yet", "not-yet"],
    ],
    [
      "one line of two",
      [shown("1", "partially-accepted", 5, 2), shown("2", "unconfirmed", 0, 0)],
      "not-yet",
      ["verified", "not-yet"],
    ],
    [
      "a line that is not there",
      [shown("1", "partially-accepted", 5, 2)],
      "not-yet",
      ["verified", "not-yet"],
    ],
    [
      "other figures",
      [shown("1", "partially-accepted", 4, 2), shown("2", "unconfirmed", 0, 0)],
      "mismatch",
      ["mismatch", "not-yet"],
    ],
    [
      "an answer without figures",
      [shown("1", "accepted", null, null), shown("2", "rejected", 0, 10)],
      "not-yet",
      ["not-yet", "verified"],
    ],
  ];
  test.each(cases)("%s", (_name, given, kind, lines) => {
    const verdict = compareAnswer(sent, given);
    expect([verdict.kind, verdict.lines.map((one) => one.kind)]).toEqual([kind, lines]);
  });
  const before = [answer("1", accepted(8), rejected(2)), answer("2", rejected(10))];
  const now = [shown("1", "partially-accepted", 5, 2), shown("2", "rejected", 0, 10)];
  const old = [shown("1", "partially-accepted", 8, 2), shown("2", "rejected", 0, 10)];
  test.each([
    ["the answer before it: nothing yet", sent, old, "not-yet"],
    ["other figures than before, and ours: it arrived", sent.slice(0, 1), now, "verified"],
    ["figures that were there before it: they prove nothing", sent.slice(1), now, "not-yet"],
    ["neither the one nor the other", sent.slice(0, 1), [shown("1", "partially-accepted", 4, 2)], "mismatch"],
  ])("when nobody knows whether a later answer arrived, %s", (_name, later, given, kind) => {
    expect(compareAnswer(later, given, before).kind).toBe(kind);
  });
  test("backordered follows from the rest", () => {
    const [first] = compareAnswer(sent, [shown("1", "partially-accepted", 5, 2)]).lines;
    expect([first?.sent.backordered, first?.shown.backordered]).toEqual([3, 3]);
  });
});
