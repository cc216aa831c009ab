import { describe, expect, test } from "vitest";
import { readOrderStatus } from "@/server/acorn/read-order-status";
import { createReading } from "@/server/acorn/reading";
import { sendJson } from "@/server/acorn/testing/fault-server";
import { march, startRig } from "@/server/acorn/testing/start-client";

const eaches = (amount: number) => ({ amount, unitOfMeasure: "Eaches", unitSize: 1 });
const change = (date: string, ordered: number, cancelled: number) => ({
  updatedDate: date,
  orderedQuantity: eaches(ordered),
  cancelledQuantity: eaches(cancelled),
});

function statusWith(line: Record<string, unknown>): unknown {
  return {
    purchaseOrderNumber: "P0000001",
    purchaseOrderStatus: "OPEN",
    purchaseOrderDate: "2026-02-16T19:17:34Z",
    lastUpdatedDate: "2026-02-18T00:00:00Z",
    sellingParty: { partyId: "OAKDE" },
    shipToParty: { partyId: "CGN1" },
    itemStatus: [
      {
        itemSequenceNumber: "1",
        buyerProductIdentifier: "B000000001",
        vendorProductIdentifier: "SKU-1",
        netCost: { currencyCode: "EUR", amount: "10.50" },
        orderedQuantity: { orderedQuantity: { amount: 2, unitOfMeasure: "Cases", unitSize: 6 } },
        acknowledgementStatus: {
          confirmationStatus: "PARTIALLY_ACCEPTED",
          acceptedQuantity: eaches(8),
          rejectedQuantity: eaches(4),
        },
        receivingStatus: {
          receiveStatus: "PARTIALLY_RECEIVED",
          receivedQuantity: eaches(5),
          lastReceiveDate: "2026-02-28T10:00:00",
        },
        ...line,
      },
    ],
  };
}

function read(value: unknown) {
  const reading = createReading("op");
  const status = readOrderStatus(value, reading);
  return { status, faults: reading.takeFaults(), drifts: reading.drifts() };
}

test("a status comes in eaches and in our words", () => {
  const { status, faults, drifts } = read(statusWith({}));
  expect([...faults, ...drifts]).toEqual([]);
  expect(status).toMatchObject({
    number: "P0000001",
    status: "open",
    vendorCode: "OAKDE",
    shipToCode: "CGN1",
  });
  expect(status?.lines[0]).toEqual({
    sequence: "1",
    asin: "B000000001",
    vendorSku: "SKU-1",
    netCost: { amount: "10.5", currency: "EUR" },
    orderedEaches: 12,
    cancelledEaches: 0,
    confirmation: "partially-accepted",
    acceptedEaches: 8,
    rejectedEaches: 4,
    receiving: "partially-received",
    receivedEaches: 5,
    lastReceivedAt: new Date("2026-02-28T10:00:00Z"),
  });
});

test("a line without any status yet has nulls, not zeros", () => {
  const { status } = read(
    statusWith({ orderedQuantity: undefined, acknowledgementStatus: undefined, receivingStatus: undefined }),
  );
  expect(status?.lines[0]).toMatchObject({
    orderedEaches: null,
    acceptedEaches: null,
    receivedEaches: null,
    confirmation: null,
    receiving: null,
    cancelledEaches: 0,
  });
});

describe("cancelled eaches", () => {
  test.each([
    [
      "each entry its own",
      [change("2026-02-16", 12, 0), change("2026-02-17", 9, 3), change("2026-02-18", 7, 2)],
      5,
    ],
    [
      "the total so far",
      [change("2026-02-16", 12, 0), change("2026-02-17", 9, 3), change("2026-02-18", 7, 5)],
      5,
    ],
    [
      "in any order",
      [change("2026-02-18", 7, 5), change("2026-02-16", 12, 0), change("2026-02-17", 9, 3)],
      5,
    ],
    ["one entry", [change("2026-02-16", 8, 4)], 4],
    ["none", [], 0],
  ])("%s", (_name, orderedQuantityDetails, expected) => {
    const orderedQuantity = { orderedQuantity: eaches(7), orderedQuantityDetails };
    expect(read(statusWith({ orderedQuantity })).status?.lines[0]?.cancelledEaches).toBe(expected);
  });
});

test("a list that is missing, or a line twice, is a fault", () => {
  expect(read({ purchaseOrderNumber: "P0000001" }).faults.map((fault) => fault.path)).toEqual([
    "itemStatus[]",
  ]);
});

test("a page is asked for in Amazon's words", async () => {
  await using rig = await startRig((_seen, response) =>
    sendJson(response, 200, { payload: { ordersStatus: [statusWith({}), 7] } }),
  );
  const page = await rig.client.getPurchaseOrdersStatus({
    updated: march.created,
    receiving: "partially-received",
    status: "closed",
    shipToCode: "CGN1",
  });
  expect(page.records).toHaveLength(1);
  expect(page.unreadable).toHaveLength(1);
  expect(Object.fromEntries(rig.server.seen.at(-1)?.url.searchParams ?? [])).toMatchObject({
    updatedAfter: "2026-03-01T00:00:00.000Z",
    itemReceiveStatus: "PARTIALLY_RECEIVED",
    purchaseOrderStatus: "CLOSED",
    shipToPartyId: "CGN1",
    sortOrder: "DESC",
  });
});
