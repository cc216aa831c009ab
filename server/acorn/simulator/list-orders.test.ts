import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { day, isoSeconds } from "./calendar";
import type { Simulator } from "./create-simulator";
import {
  type Caller,
  callAs,
  groupIds,
  numbersOf,
  readRecord,
  startForTest,
  testNow,
} from "./start-for-test";

const now = testNow.getTime();
let simulator: Simulator;
let big: Caller;
let de: Caller;
beforeAll(async () => {
  simulator = await startForTest();
  big = await callAs(simulator, groupIds.usBig);
  de = await callAs(simulator, groupIds.de);
});
afterAll(() => simulator.stop());
beforeEach(() => {
  simulator.control.clock.set(testNow);
  // The buckets have tests of their own; here every call may pass.
  for (const operation of ["getPurchaseOrders", "getPurchaseOrdersStatus", "getPurchaseOrder"])
    simulator.control.setLimit({ operation }, { rate: 1e6, burst: 1e6 });
});

const week = { createdAfter: isoSeconds(now - 7 * day), createdBefore: isoSeconds(now) };

describe("getPurchaseOrders", () => {
  test.each([1, 7, 50, 100])("loses and doubles no order over pages of %i", async (limit) => {
    const records = await big.all("purchaseOrders", {
      ...week,
      limit: String(limit),
      includeDetails: "false",
    });
    const whole = await big.all("purchaseOrders", week);
    expect(records.length).toBeGreaterThan(60);
    expect(numbersOf(records)).toEqual(numbersOf(whole));
    expect(new Set(numbersOf(records)).size).toBe(records.length);
  });

  test("windows side by side over six months give each order once, and only of six months", async () => {
    const numbers: string[] = [];
    for (let to = now; to > now - 189 * day; to -= 7 * day) {
      const window = { createdAfter: isoSeconds(to - 7 * day), createdBefore: isoSeconds(to) };
      numbers.push(...numbersOf(await de.all("purchaseOrders", { ...window, includeDetails: "false" })));
    }
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.length).toBeGreaterThan(300);
    const before = { createdAfter: "2025-10-15T00:00:00Z", createdBefore: "2025-10-22T00:00:00Z" };
    expect(await de.all("purchaseOrders", before)).toEqual([]);
  });

  test("pages stay exact while new orders come in and others change", async () => {
    const open = { ...week, purchaseOrderState: "New", limit: "4" };
    const whole = numbersOf(await big.all("purchaseOrders", open));
    expect(whole.length).toBeGreaterThan(8);
    const seen: string[] = [];
    let next: string | undefined;
    do {
      const query = { ...open, ...(next ? { nextToken: next } : {}) };
      const payload = readRecord(readRecord(await (await big.get("purchaseOrders", query)).json()).payload);
      seen.push(...numbersOf(payload.orders as Record<string, unknown>[]));
      const pagination = payload.pagination as { nextToken?: string } | undefined;
      next = pagination?.nextToken;
      simulator.control.clock.jump(3 * 3_600_000);
      for (const number of whole) {
        simulator.control.changeOrder(groupIds.usBig, number, { kind: "acknowledge" });
        simulator.control.changeOrder(groupIds.usBig, number, {
          kind: "quantity",
          line: "1",
          amount: seen.length,
        });
      }
    } while (next);
    expect(seen).toEqual(whole);
  });

  test("comes newest first, and oldest first only where the account allows it", async () => {
    const dates = (await big.all("purchaseOrders", week)).map((order) =>
      String(readRecord(order.orderDetails).purchaseOrderDate),
    );
    expect(dates).toEqual([...dates].sort().reverse());
    const up = await big.all("purchaseOrders", { ...week, sortOrder: "ASC", limit: "9" });
    expect(up.map((order) => String(readRecord(order.orderDetails).purchaseOrderDate))).toEqual(
      [...dates].sort(),
    );
    expect((await de.get("purchaseOrders", { ...week, sortOrder: "ASC" })).status).toBe(400);
  });

  test("filters by state, vendor code, change and cancelled item", async () => {
    const all = await big.all("purchaseOrders", week);
    const detail = (order: Record<string, unknown>) => readRecord(order.orderDetails);
    for (const state of ["New", "Acknowledged", "Closed"]) {
      const some = await big.all("purchaseOrders", { ...week, purchaseOrderState: state });
      expect(numbersOf(some)).toEqual(numbersOf(all.filter((order) => order.purchaseOrderState === state)));
    }
    const code = "HRTA2";
    const ofCode = all.filter((order) => readRecord(detail(order).sellingParty).partyId === code);
    expect(numbersOf(await big.all("purchaseOrders", { ...week, orderingVendorCode: code }))).toEqual(
      numbersOf(ofCode),
    );
    const changed = all.filter((order) => detail(order).purchaseOrderChangedDate !== undefined);
    expect(changed.length).toBeGreaterThan(0);
    expect(numbersOf(await big.all("purchaseOrders", { ...week, isPOChanged: "true" }))).toEqual(
      numbersOf(changed),
    );
    const isCancelled = (order: Record<string, unknown>) =>
      JSON.stringify(detail(order).items).includes('"orderedQuantity":{"amount":0,');
    const month = { createdAfter: isoSeconds(now - 12 * day), createdBefore: isoSeconds(now - 5 * day) };
    const cancelled = (await big.all("purchaseOrders", month)).filter(isCancelled);
    expect(cancelled.length).toBeGreaterThan(0);
    expect(numbersOf(await big.all("purchaseOrders", { ...month, poItemState: "Cancelled" }))).toEqual(
      numbersOf(cancelled),
    );
  });

  test("changedAfter finds an old order on the day Amazon changed it", async () => {
    const old = { createdAfter: isoSeconds(now - 20 * day), createdBefore: isoSeconds(now - 14 * day) };
    const [number = ""] = numbersOf(await de.all("purchaseOrders", old));
    simulator.control.changeOrder(groupIds.de, number, { kind: "cancel-line", line: "1" });
    const changed = { changedAfter: isoSeconds(now - 60_000), changedBefore: isoSeconds(now + 60_000) };
    const [order] = await de.all("purchaseOrders", changed);
    expect(order?.purchaseOrderNumber).toBe(number);
    expect(readRecord(order?.orderDetails).purchaseOrderChangedDate).toBe(isoSeconds(now));
  });

  test("an order that Amazon cancels is answered, received and changed no more", async () => {
    const open = { ...week, purchaseOrderState: "New" };
    const number = numbersOf(await big.all("purchaseOrders", open)).at(0) ?? "";
    simulator.control.changeOrder(groupIds.usBig, number, { kind: "cancel-order" });
    simulator.control.clock.jump(60 * day);
    const [status] = await big.all("purchaseOrdersStatus", { purchaseOrderNumber: number });
    expect(status).toMatchObject({ purchaseOrderStatus: "CLOSED", lastUpdatedDate: isoSeconds(now) });
    expect(JSON.stringify(status)).not.toContain('"RECEIVED"');
  });

  test.each([
    [{ createdAfter: isoSeconds(now - 8 * day), createdBefore: isoSeconds(now) }],
    [{ createdAfter: isoSeconds(now), createdBefore: isoSeconds(now - day) }],
    [{ createdAfter: "2019-09-2100:00:00" }],
    [{ limit: "101" }],
    [{ limit: "0" }],
    [{ limit: "ten" }],
    [{ sortOrder: "desc" }],
    [{ includeDetails: "yes" }],
    [{ purchaseOrderState: "NEW" }],
    [{ poItemState: "cancelled" }],
    [{ nextToken: "MDAwMDAwMDAwMQ==" }],
  ])("answers 400 InvalidInput to %j", async (query) => {
    const answer = await de.get("purchaseOrders", query);
    expect(answer.status).toBe(400);
    expect(answer.headers.get("x-amzn-errortype")).toBe("InvalidInput");
    expect(answer.headers.get("x-amzn-ratelimit-limit")).not.toBeNull();
    expect(await answer.json()).toMatchObject({ errors: [{ code: "InvalidInput" }] });
  });

  test("a nextToken works for its arguments, operation and account only", async () => {
    const first = readRecord(await (await big.get("purchaseOrders", { ...week, limit: "5" })).json());
    const nextToken = String(readRecord(readRecord(first.payload).pagination).nextToken);
    expect((await big.get("purchaseOrders", { ...week, limit: "5", nextToken })).status).toBe(200);
    expect((await big.get("purchaseOrders", { ...week, limit: "6", nextToken })).status).toBe(400);
    expect((await big.get("purchaseOrdersStatus", { ...week, limit: "5", nextToken })).status).toBe(400);
    expect((await de.get("purchaseOrders", { ...week, limit: "5", nextToken })).status).toBe(400);
  });
});

describe("getPurchaseOrder", () => {
  test("shows what the list shows, and 404 ResourceNotFound for a foreign or unknown number", async () => {
    const [order] = await de.all("purchaseOrders", week);
    const number = String(order?.purchaseOrderNumber);
    expect(readRecord(await (await de.get(`purchaseOrders/${number}`)).json()).payload).toEqual(order);
    for (const caller of [big, de]) {
      const answer = await caller.get(`purchaseOrders/${caller === big ? number : "00000000"}`);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ errors: [{ code: "ResourceNotFound" }] });
    }
  });
});

describe("getPurchaseOrdersStatus", () => {
  const older = { createdAfter: isoSeconds(now - 30 * day), createdBefore: isoSeconds(now - 23 * day) };

  test("every filter gives exactly the orders that show it", async () => {
    const all = await big.all("purchaseOrdersStatus", older);
    expect(all.length).toBeGreaterThan(60);
    const items = (order: Record<string, unknown>) => JSON.stringify(order.itemStatus);
    const cases: [Record<string, string>, (order: Record<string, unknown>) => boolean][] = [
      [{ purchaseOrderStatus: "OPEN" }, (order) => order.purchaseOrderStatus === "OPEN"],
      [{ purchaseOrderStatus: "CLOSED" }, (order) => order.purchaseOrderStatus === "CLOSED"],
      [{ itemConfirmationStatus: "REJECTED" }, (order) => items(order).includes('"REJECTED"')],
      [{ itemReceiveStatus: "RECEIVED" }, (order) => items(order).includes('"RECEIVED"')],
      [{ itemReceiveStatus: "PARTIALLY_RECEIVED" }, (order) => items(order).includes('"PARTIALLY_RECEIVED"')],
      [{ shipToPartyId: "ONT8" }, (order) => readRecord(order.shipToParty).partyId === "ONT8"],
      [{ orderingVendorCode: "HRTA3" }, (order) => readRecord(order.sellingParty).partyId === "HRTA3"],
    ];
    for (const [filter, shows] of cases) {
      const found = await big.all("purchaseOrdersStatus", { ...older, ...filter, limit: "20" });
      expect(numbersOf(found), JSON.stringify(filter)).toEqual(numbersOf(all.filter(shows)));
      expect(found.length, JSON.stringify(filter)).toBeGreaterThan(0);
    }
  });

  test("updatedAfter finds what was answered or received since, whenever it was placed", async () => {
    const [status] = await de.all("purchaseOrdersStatus", older);
    const number = String(status?.purchaseOrderNumber);
    simulator.control.clock.jump(4 * day);
    simulator.control.changeOrder(groupIds.de, number, { kind: "receive", share: 1 });
    const at = simulator.control.clock.now();
    const found = await de.all("purchaseOrdersStatus", {
      updatedAfter: isoSeconds(at),
      updatedBefore: isoSeconds(at + 1_000),
    });
    expect(numbersOf(found)).toContain(number);
    const [one] = await de.all("purchaseOrdersStatus", { purchaseOrderNumber: number });
    expect(one?.lastUpdatedDate).toBe(isoSeconds(at));
  });
});
