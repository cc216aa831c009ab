import { describe, expect, test } from "vitest";
import { answerClocks } from "./clock-rules";
import {
  diffFacts,
  isConfirmed,
  mergeOrder,
  orderFacts,
  orderStatus,
  orderTotals,
  type StoredOrder,
  statusAfterAnswer,
} from "./rules";
import { eaches, makeOrder } from "./testing/make-order";

const stored = (order = makeOrder(), status: StoredOrder["status"] = "to-confirm"): StoredOrder => ({
  ...order,
  status,
  facts: orderFacts(order),
});
const later = { changedAt: new Date("2026-11-17T00:00:00Z") };

describe("mergeOrder", () => {
  test("an order never seen is inserted", () => {
    expect(mergeOrder(null, makeOrder())).toEqual({ kind: "insert" });
  });

  test("an older version after a newer one is ignored", () => {
    expect(mergeOrder(stored(makeOrder(later)), makeOrder())).toEqual({ kind: "ignore", because: "older" });
  });

  test("of two versions with equal dates the one read last stays", () => {
    expect(mergeOrder(stored(), makeOrder({ dealCode: "X" }))).toMatchObject({ kind: "update" });
  });

  test("a change of state alone is no change by Amazon", () => {
    expect(mergeOrder(stored(), makeOrder({ ...later, state: "acknowledged" }))).toEqual({
      kind: "update",
      changes: [],
    });
  });

  test("names each changed field with both values, header first, then lines in their order", () => {
    const incoming = makeOrder({
      ...later,
      shipTo: null,
      lines: [{ ordered: eaches(8) }, { ordered: eaches(20), netCost: { amount: "2.5", currency: "EUR" } }],
    });
    expect(mergeOrder(stored(), incoming)).toEqual({
      kind: "update",
      changes: [
        { path: "fcCode", line: null, before: "ONT8", after: null },
        { path: "orderedUnits", line: "1", before: "10", after: "8" },
        { path: "netCost", line: "2", before: "USD 2.5", after: "EUR 2.5" },
      ],
    });
  });

  test("a line that comes or goes is said as such", () => {
    const two = orderFacts(makeOrder());
    const other = orderFacts(makeOrder({ lines: [{ sequence: "2" }, { sequence: "10" }] }));
    expect(diffFacts(two, other)).toEqual([
      { path: "line", line: "1", before: "10", after: null },
      { path: "orderedUnits", line: "2", before: "20", after: "10" },
      { path: "asin", line: "2", before: "B00000002A", after: "B00000001A" },
      { path: "vendorSku", line: "2", before: "LK-2", after: "LK-1" },
      { path: "line", line: "10", before: null, after: "10" },
    ]);
  });

  test("1.50 and 1.5 are the same cost", () => {
    const cost = (amount: string) =>
      orderFacts(makeOrder({ lines: [{ netCost: { amount, currency: "USD" } }] }));
    expect(diffFacts(cost("1.50"), cost("1.5"))).toEqual([]);
  });
});

describe("orderStatus", () => {
  const cases: [string, Parameters<typeof orderStatus>, string][] = [
    ["a new order waits for its confirmation", [makeOrder(), null, false], "to-confirm"],
    ["an acknowledged order is confirmed", [makeOrder({ state: "acknowledged" }), null, false], "confirmed"],
    [
      "a change after the confirmation is to be seen",
      [makeOrder({ state: "acknowledged" }), "confirmed", true],
      "changed",
    ],
    ["an answer of ours that Amazon does not show yet", [makeOrder(), "answered", false], "answered"],
    ["a change after our answer is to be seen", [makeOrder(), "answered", true], "changed"],
    [
      "an answer that Amazon shows is confirmed",
      [makeOrder({ state: "acknowledged" }), "answered", false],
      "confirmed",
    ],
    ["an unseen change stays unseen", [makeOrder({ state: "acknowledged" }), "changed", false], "changed"],
    [
      "a confirmed order never waits for a confirmation again",
      [makeOrder(), "confirmed", false],
      "confirmed",
    ],
    [
      "a closed order is closed whatever changed",
      [makeOrder({ state: "closed" }), "changed", true],
      "closed",
    ],
    [
      "an order whose lines are all cancelled is cancelled",
      [makeOrder({ lines: [{ isCancelled: true }] }), "to-confirm", true],
      "cancelled",
    ],
    ["an order without lines is not cancelled", [makeOrder({ lines: [] }), null, false], "to-confirm"],
    ["a state nobody knows waits for nobody", [makeOrder({ state: "OnHold" }), null, false], "confirmed"],
  ];
  test.each(cases)("%s", (_name, input, expected) => {
    expect(orderStatus(...input)).toBe(expected);
  });
});

describe("statusAfterAnswer", () => {
  const cases: [string, Parameters<typeof statusAfterAnswer>, string][] = [
    ["a queued answer has not left", ["to-confirm", "queued", false], "to-confirm"],
    ["an unclear one may not have arrived", ["to-confirm", "unknown", false], "to-confirm"],
    ["a sent one is an answer", ["to-confirm", "sent", true], "answered"],
    ["a presumed one too", ["to-confirm", "presumed_accepted", true], "answered"],
    ["what Amazon refused is waited for", ["answered", "refused", false], "to-confirm"],
    ["what a person has closed too", ["answered", null, false], "to-confirm"],
    ["an earlier one that stands is not waited for again", ["answered", "refused", true], "answered"],
    ["an update under way keeps it answered", ["answered", "queued", false], "answered"],
    ["an answer to a change settles it", ["changed", "sent", true], "confirmed"],
    ["a refused answer to a change leaves it", ["changed", "refused", false], "changed"],
    ["what Amazon has confirmed stays so", ["confirmed", "refused", false], "confirmed"],
    ["a closed one stays closed", ["closed", "sent", true], "closed"],
  ];
  test.each(cases)("%s", (_name, input, expected) => {
    expect(statusAfterAnswer(...input)).toBe(expected);
  });
});

describe("orderTotals", () => {
  test("adds cost × units exactly", () => {
    const lines = makeOrder({
      lines: [
        { netCost: { amount: "0.1", currency: "USD" }, ordered: eaches(3) },
        { netCost: { amount: "0.2", currency: "USD" }, ordered: eaches(1) },
      ],
    }).lines;
    expect(orderTotals(lines)).toEqual({ currency: "USD", value: "0.5", lineCount: 2, orderedUnits: 4 });
  });

  test("gives no value over two currencies", () => {
    const lines = makeOrder({ lines: [{}, { netCost: { amount: "1", currency: "EUR" } }] }).lines;
    expect(orderTotals(lines)).toMatchObject({ currency: "XXX", value: null });
  });

  test("gives no value when a line has no cost or one per weight", () => {
    expect(orderTotals(makeOrder({ lines: [{}, { netCost: null }] }).lines)).toMatchObject({ value: null });
    expect(orderTotals(makeOrder({ lines: [{}, { costPer: "POUNDS" }] }).lines)).toMatchObject({
      value: null,
    });
  });

  test("leaves cancelled lines out of units and value", () => {
    const lines = makeOrder({ lines: [{}, { isCancelled: true, ordered: eaches(0) }] }).lines;
    expect(orderTotals(lines)).toMatchObject({ value: "25", orderedUnits: 10, lineCount: 2 });
  });
});

test("the answer is due 24 hours after the PO date, over a change of clocks too", () => {
  expect(answerClocks(new Date("2026-10-24T12:00:00Z"))).toEqual({
    answerBy: new Date("2026-10-25T12:00:00Z"),
    changeBy: new Date("2026-10-26T12:00:00Z"),
  });
});

test("a PO counts as confirmed only when every open line has an answer", () => {
  const line = {
    sequence: "1",
    asin: null,
    vendorSku: null,
    netCost: null,
    orderedEaches: 10,
    cancelledEaches: 0,
    confirmation: "accepted",
    acceptedEaches: 10,
    rejectedEaches: 0,
    receiving: null,
    receivedEaches: null,
    lastReceivedAt: null,
  };
  expect(isConfirmed([line])).toBe(true);
  expect(isConfirmed([line, { ...line, confirmation: "unconfirmed" }])).toBe(false);
  expect(isConfirmed([line, { ...line, orderedEaches: 0, confirmation: "unconfirmed" }])).toBe(true);
  expect(isConfirmed([line, { ...line, confirmation: null }])).toBe(false);
  expect(isConfirmed([])).toBe(false);
});
