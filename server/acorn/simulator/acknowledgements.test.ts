import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { hour, minute } from "./calendar";
import type { Simulator } from "./create-simulator";
import { faultNames, faultTable } from "./fault-table";
import { type Caller, callAs, groupIds, readList, readRecord, startForTest } from "./start-for-test";
import { switchTable } from "./switches";

const operation = "submitAcknowledgement";
let simulator: Simulator;
let de: Caller;
beforeAll(async () => {
  simulator = await startForTest();
  for (const one of ["getPurchaseOrdersStatus", operation, "getTransaction"])
    simulator.control.setLimit({ operation: one }, { rate: 1e6, burst: 1e6 });
  de = await callAs(simulator, groupIds.de);
});
afterAll(() => simulator.stop());
afterEach(() => {
  simulator.control.clearFaults();
  for (const name of ["wordCaseIgnoresAnswer", "failureDetailsMissing"] as const)
    simulator.control.setSwitch(name, switchTable[name].default);
});

/** A PO of two lines, 10 eaches and 4 cases of 6, both with leave to backorder. */
function addOrder() {
  const order = simulator.control.addOrder(groupIds.de, {
    lines: [
      { amount: 10, cost: "12.50", isBackOrderAllowed: true },
      { amount: 4, unit: "Cases", unitSize: 6, cost: "3.20", isBackOrderAllowed: false },
    ],
  });
  return { number: order.purchaseOrderNumber, partyId: order.orderDetails?.sellingParty.partyId ?? "" };
}
type Order = ReturnType<typeof addOrder>;

const answers = (code: string, amount: number, more = {}, unitOfMeasure = "Eaches") => [
  { acknowledgementCode: code, acknowledgedQuantity: { amount, unitOfMeasure }, ...more },
];
const line = (sequence: string, itemAcknowledgements: unknown[], more = {}) => ({
  itemSequenceNumber: sequence,
  orderedQuantity:
    sequence === "1" ? { amount: 10, unitOfMeasure: "Eaches" } : { amount: 4, unitOfMeasure: "Cases" },
  netCost: { amount: sequence === "1" ? "12.50" : "3.20", currencyCode: "EUR" },
  itemAcknowledgements,
  ...more,
});
const whole = [line("1", answers("Accepted", 10)), line("2", answers("Accepted", 4, {}, "Cases"))];
const bodyOf = (order: Order, items: unknown[], more = {}) => ({
  acknowledgements: [
    {
      purchaseOrderNumber: order.number,
      sellingParty: { partyId: order.partyId },
      acknowledgementDate: "2026-04-23T12:00:00Z",
      items,
      ...more,
    },
  ],
});

async function send(order: Order, items: unknown[], more = {}): Promise<string> {
  const response = await de.post("acknowledgements", bodyOf(order, items, more));
  expect(response.status).toBe(202);
  return String(readRecord(readRecord(await response.json()).payload).transactionId);
}
async function transaction(id: string) {
  const response = await de.get(`transactions/v1/transactions/${id}`);
  return readRecord(readRecord(readRecord(await response.json()).payload).transactionStatus);
}
/** confirmation, accepted and rejected of each line, in its unit */
async function statusOf({ number }: Order) {
  const response = await de.get("purchaseOrdersStatus", { purchaseOrderNumber: number });
  const [order] = readList(readRecord(readRecord(await response.json()).payload).ordersStatus);
  return readList(order?.itemStatus).map((item) => {
    const { confirmationStatus, acceptedQuantity, rejectedQuantity } = readRecord(item.acknowledgementStatus);
    return [confirmationStatus, readRecord(acceptedQuantity).amount, readRecord(rejectedQuantity).amount];
  });
}
const unanswered = [
  ["UNCONFIRMED", 0, 0],
  ["UNCONFIRMED", 0, 0],
];
const later = (ms: number) => simulator.control.clock.jump(ms);

test("an answer is taken in at once, shows a little later, and is Processing for ever", async () => {
  const order = addOrder();
  const id = await send(order, whole);
  expect(await statusOf(order)).toEqual(unanswered);
  later(2 * minute);
  expect(await statusOf(order)).toEqual([
    ["ACCEPTED", 10, 0],
    ["ACCEPTED", 4, 0],
  ]);
  later(24 * hour);
  expect(await transaction(id)).toEqual({ transactionId: id, status: "Processing" });
  const shown = await (await de.get(`purchaseOrders/${order.number}`)).json();
  expect(readRecord(shown.payload).purchaseOrderState).toBe("Acknowledged");
});

test("a line may be split; what is backordered is neither accepted nor rejected", async () => {
  const order = addOrder();
  const split = [
    ...answers("Accepted", 5),
    ...answers("Backordered", 3, { scheduledShipDate: "2026-05-04T00:00:00Z" }),
    ...answers("Rejected", 2, { rejectionReason: "TemporarilyUnavailable" }),
  ];
  await send(order, [line("1", split), whole[1]]);
  later(2 * minute);
  expect((await statusOf(order))[0]).toEqual(["PARTIALLY_ACCEPTED", 5, 2]);
});

test("a line that the first answer leaves out counts as rejected, and a later answer leaves others alone", async () => {
  const order = addOrder();
  await send(order, [whole[0]]);
  later(2 * minute);
  expect(await statusOf(order)).toEqual([
    ["ACCEPTED", 10, 0],
    ["REJECTED", 0, 4],
  ]);
  const less = [...answers("Accepted", 6), ...answers("Rejected", 4, { rejectionReason: "ObsoleteProduct" })];
  await send(order, [line("1", less)]);
  later(2 * minute);
  expect(await statusOf(order)).toEqual([
    ["PARTIALLY_ACCEPTED", 6, 4],
    ["REJECTED", 0, 4],
  ]);
});

test("what somebody would have answered in Vendor Central later does not happen after an answer", async () => {
  const order = addOrder();
  const at = new Date(simulator.control.clock.now() + hour).toISOString();
  simulator.control.changeOrder(groupIds.de, order.number, { kind: "acknowledge", acceptedShare: 0, at });
  await send(order, whole);
  later(2 * hour);
  expect((await statusOf(order))[0]).toEqual(["ACCEPTED", 10, 0]);
});

describe("an answer that Amazon does not take fails minutes later and changes nothing", () => {
  const reject = { rejectionReason: "TemporarilyUnavailable" };
  const cases: [string, string, unknown[], object?][] = [
    ["more than was ordered", "INVALID_QUANTITY", [line("1", answers("Accepted", 11)), whole[1]]],
    ["less than was ordered", "INVALID_QUANTITY", [line("1", answers("Accepted", 9)), whole[1]]],
    [
      "a zero",
      "INVALID_QUANTITY",
      [line("1", [...answers("Accepted", 10), ...answers("Rejected", 0, reject)])],
    ],
    ["no code", "MISSING_CODE", [line("1", []), whole[1]]],
    ["an unknown code", "INVALID_CODE", [line("1", answers("Maybe", 10)), whole[1]]],
    ["a line twice", "DUPLICATE_ITEM", [whole[0], whole[0], whole[1]]],
    ["a line that is not there", "INVALID_ITEM", [...whole, line("3", answers("Accepted", 1))]],
    [
      "another product",
      "INVALID_ITEM",
      [line("1", answers("Accepted", 10), { amazonProductIdentifier: "B000000000" })],
    ],
    ["another unit", "INVALID_UNIT", [line("1", answers("Accepted", 10, {}, "Cases")), whole[1]]],
    ["no cost", "INVALID_COST", [line("1", answers("Accepted", 10), { netCost: undefined }), whole[1]]],
    [
      "a cost above the PO",
      "INVALID_COST",
      [line("1", answers("Accepted", 10), { netCost: { amount: "12.51", currencyCode: "EUR" } })],
    ],
    ["a rejection without reason", "MISSING_REASON", [line("1", answers("Rejected", 10)), whole[1]]],
    ["a backorder without date", "INVALID_BACKORDER", [line("1", answers("Backordered", 10)), whole[1]]],
    [
      "a backorder without leave",
      "INVALID_BACKORDER",
      [
        whole[0],
        line("2", answers("Backordered", 4, { scheduledShipDate: "2026-05-04T00:00:00Z" }, "Cases")),
      ],
    ],
    ["another vendor code", "INVALID_VENDOR", whole, { sellingParty: { partyId: "OTHER" } }],
    ["an unknown PO", "INVALID_ORDER_ID", whole, { purchaseOrderNumber: "NOTHERE1" }],
  ];
  test.each(cases)("%s", async (_name, code, items, more) => {
    const order = addOrder();
    const id = await send(order, items, more);
    expect((await transaction(id)).status).toBe("Processing");
    later(10 * minute);
    const { status, errors } = await transaction(id);
    expect(status).toBe("Failure");
    expect(readList(errors).map((error) => error.code)).toContain(code);
    expect(await statusOf(order)).toEqual(unanswered);
  });

  test("a rejected line is never revived", async () => {
    const order = addOrder();
    await send(order, [line("1", answers("Rejected", 10, reject)), whole[1]]);
    later(2 * minute);
    const id = await send(order, [whole[0]]);
    later(10 * minute);
    expect(readList((await transaction(id)).errors)[0]?.code).toBe("ITEM_REJECTED");
  });

  test("after 48 hours quantities stand, and the same again with other dates is taken", async () => {
    const order = addOrder();
    await send(order, whole);
    later(49 * hour);
    const less = [...answers("Accepted", 9), ...answers("Rejected", 1, reject)];
    const late = await send(order, [line("1", less)]);
    const dates = await send(order, [
      line("1", answers("Accepted", 10, { scheduledShipDate: "2026-05-09T00:00:00Z" })),
    ]);
    later(10 * minute);
    expect(readList((await transaction(late)).errors)[0]?.code).toBe("TOO_LATE");
    expect((await transaction(dates)).status).toBe("Processing");
  });
});

test("a body that does not fit the model is refused at once and is no document", async () => {
  const before = simulator.control.submissions().length;
  for (const body of ["{", "{}", { acknowledgements: [] }, { acknowledgements: [{ items: [] }] }]) {
    expect((await de.post("acknowledgements", body)).status).toBe(400);
  }
  expect(simulator.control.submissions()).toHaveLength(before);
});

test("a code in another case is silently lost, or fails, as switched", async () => {
  const order = addOrder();
  const items = [line("1", answers("ACCEPTED", 10)), whole[1]];
  const silent = await send(order, items);
  simulator.control.setSwitch("wordCaseIgnoresAnswer", false);
  const loud = await send(order, items);
  later(hour);
  expect([(await transaction(silent)).status, (await transaction(loud)).status]).toEqual([
    "Processing",
    "Failure",
  ]);
  expect(await statusOf(order)).toEqual(unanswered);
});

test("a Failure may keep its reason to itself", async () => {
  simulator.control.setSwitch("failureDetailsMissing", true);
  const id = await send(addOrder(), [line("1", answers("Accepted", 11))]);
  later(10 * minute);
  expect(readList((await transaction(id)).errors)[0]?.code).toBe("NotAvailable");
});

describe("faults of what was taken in", () => {
  const arm = (fault: (typeof faultNames)[number]) =>
    simulator.control.addFault({ operation, group: groupIds.de, fault, count: 1 });
  const fates: Record<string, () => Promise<void>> = {
    "fail-late": async () => {
      const order = addOrder();
      const id = await send(order, whole);
      later(9 * minute);
      expect((await transaction(id)).status).toBe("Processing");
      later(2 * minute);
      expect((await transaction(id)).status).toBe("Failure");
      expect(await statusOf(order)).toEqual(unanswered);
    },
    "no-effect": async () => {
      const order = addOrder();
      const id = await send(order, whole);
      later(24 * hour);
      expect((await transaction(id)).status).toBe("Processing");
      expect(await statusOf(order)).toEqual(unanswered);
    },
    "early-effect": async () => {
      const order = addOrder();
      await send(order, whole);
      expect((await statusOf(order))[0]).toEqual(["ACCEPTED", 10, 0]);
    },
    "late-effect": async () => {
      const order = addOrder();
      await send(order, whole);
      later(39 * minute);
      expect(await statusOf(order)).toEqual(unanswered);
      later(2 * minute);
      expect((await statusOf(order))[0]).toEqual(["ACCEPTED", 10, 0]);
    },
    "wrong-effect": async () => {
      const order = addOrder();
      await send(order, whole);
      later(2 * minute);
      expect((await statusOf(order))[0]).toEqual(["PARTIALLY_ACCEPTED", 9, 1]);
    },
  };
  test.each(Object.entries(fates))("%s", async (name, see) => {
    const fault = faultNames.find((one) => one === name);
    if (!fault) throw new Error("no such fault");
    arm(fault);
    await see();
  });
  test("every one of them is looked at", () => {
    const named = faultNames.filter((name) => faultTable[name].place === "fate");
    expect(Object.keys(fates).sort()).toEqual([...named].sort());
  });
});

test("an answer whose acknowledgement was lost on the way back still counts, once", async () => {
  const order = addOrder();
  const before = simulator.control.submissions({ operation }).length;
  simulator.control.addFault({ operation, group: groupIds.de, fault: "reset-after", count: 1 });
  await expect(de.post("acknowledgements", bodyOf(order, whole))).rejects.toThrow();
  later(2 * minute);
  expect((await statusOf(order))[0]).toEqual(["ACCEPTED", 10, 0]);
  const taken = simulator.control.submissions({ operation }).slice(before);
  expect(taken.map((one) => one.number)).toEqual([order.number]);
});

test("the list of what came holds the exact bytes, and another account sees none of its transactions", async () => {
  const order = addOrder();
  const text = `${JSON.stringify(bodyOf(order, whole)).replace("{", "{ ")}\n`;
  const response = await de.post("acknowledgements", text);
  const id = String(readRecord(readRecord(await response.json()).payload).transactionId);
  const kept = simulator.control.submissions({ group: groupIds.de }).find((one) => one.transactionId === id);
  expect(Buffer.from(kept?.bytes ?? "", "base64").toString("utf8")).toBe(text);
  const us = await callAs(simulator, groupIds.us);
  expect((await us.get(`transactions/v1/transactions/${id}`)).status).toBe(404);
});
