import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AcornOrder } from "@/server/acorn/order-types";
import { readOrder } from "@/server/acorn/read-order";
import { createReading } from "@/server/acorn/reading";
import { sliceRecords } from "@/server/acorn/record-slices";
import { sendJson } from "@/server/acorn/testing/fault-server";
import { sampleOrder, samplePage } from "@/server/acorn/testing/sample-order";
import { failureOf, march, startRig } from "@/server/acorn/testing/start-client";

type Json = Record<string, unknown>;

/** A sample order with `details` (and the first line) changed; undefined removes a field. */
function orderWith(details: Json, line: Json = {}, top: Json = {}): unknown {
  const order = sampleOrder(1, 2);
  const body: Json = { ...Object(order.orderDetails) };
  const lines: Json[] = Array.isArray(body.items) ? body.items : [];
  body.items = lines.map((item, index) => (index === 0 ? { ...item, ...line } : item));
  return JSON.parse(JSON.stringify({ ...order, ...top, orderDetails: { ...body, ...details } }));
}

function read(value: unknown): { order: AcornOrder | null; drifts: string[]; faults: string[] } {
  const reading = createReading("op");
  const order = readOrder(value, reading);
  const faults = reading.takeFaults().map((fault) => fault.path);
  return { order, faults, drifts: reading.drifts().map((drift) => `${drift.path}=${drift.value}`) };
}

test("an order comes in our words, money as decimal text, windows as instants", () => {
  const { order, drifts, faults } = read(
    orderWith({
      importDetails: {
        methodOfPayment: "FOBPortOfCall",
        internationalCommercialTerms: "FreeOnBoard",
        portOfDelivery: "Hamburg",
      },
    }),
  );
  expect([...drifts, ...faults]).toEqual([]);
  expect(order).toMatchObject({
    number: "P0000001",
    state: "new",
    type: "regular",
    vendorCode: "OAKDE",
    paymentMethod: "invoice",
    dealCode: null,
    importTerms: { methodOfPayment: "fob-port-of-call", incoterm: "FOB", portOfDelivery: "Hamburg" },
    deliveryWindow: null,
  });
  expect(order?.orderedAt.toISOString()).toBe("2026-02-16T19:17:34.000Z");
  expect(order?.shipWindow?.endAt.toISOString()).toBe("2026-02-24T00:00:00.000Z");
  expect(order?.shipTo).toEqual({
    code: "CGN1",
    name: "Köln Großhandel GmbH",
    addressLines: ["Hafenstraße 7"],
    city: "Köln",
    region: "NRW",
    postalCode: "50667",
    country: "DE",
    taxRegistration: { type: "VAT", number: "DE000000000" },
  });
  expect(order?.lines[0]).toEqual({
    sequence: "1",
    asin: "B000000100",
    vendorSku: "SKU-0",
    ordered: { amount: 12, unit: "case", unitSize: 6, eaches: 72 },
    isCancelled: false,
    isBackorderAllowed: true,
    netCost: { amount: "10.5", currency: "EUR" },
    listPrice: { amount: "19.99", currency: "EUR" },
    costPer: null,
  });
});

describe("what we do not know is kept and counted", () => {
  const quantity = (more: Json) => ({ orderedQuantity: { amount: 3, unitOfMeasure: "Eaches", ...more } });
  test.each<[string, unknown, string, (order: AcornOrder) => unknown, unknown]>([
    [
      "state",
      orderWith({}, {}, { purchaseOrderState: "Paused" }),
      "purchaseOrderState=Paused",
      (o) => o.state,
      "Paused",
    ],
    [
      "no state",
      orderWith({}, {}, { purchaseOrderState: undefined }),
      "purchaseOrderState=(absent)",
      (o) => o.state,
      "unspecified",
    ],
    [
      "type",
      orderWith({ purchaseOrderType: "toString" }),
      "orderDetails.purchaseOrderType=toString",
      (o) => o.type,
      "toString",
    ],
    [
      "new field",
      orderWith({ constructor: { a: 1 } }),
      "orderDetails.constructor=(object)",
      (o) => o.number,
      "P0000001",
    ],
    ["new field above", orderWith({}, {}, { rank: 7 }), "rank=7", (o) => o.number, "P0000001"],
    [
      "new field of a line",
      orderWith({}, { hue: "red" }),
      "orderDetails.items[].hue=red",
      (o) => o.lines.length,
      2,
    ],
    [
      "CASES as the sandbox writes it",
      orderWith({}, quantity({ unitOfMeasure: "CASES", unitSize: 4 })),
      "orderDetails.items[].orderedQuantity.unitOfMeasure=CASES",
      (o) => o.lines[0]?.ordered,
      { amount: 3, unit: "case", unitSize: 4, eaches: 12 },
    ],
    [
      "unit",
      orderWith({}, quantity({ unitOfMeasure: "Pallets", unitSize: 4 })),
      "orderDetails.items[].orderedQuantity.unitOfMeasure=Pallets",
      (o) => o.lines[0]?.ordered,
      { amount: 3, unit: "Pallets", unitSize: 4, eaches: 3 },
    ],
    [
      "money as a number",
      orderWith({}, { netCost: { currencyCode: "EUR", amount: 12.1 } }),
      "orderDetails.items[].netCost.amount=12.1",
      (o) => o.lines[0]?.netCost,
      { amount: "12.1", currency: "EUR" },
    ],
    [
      "a window without an end",
      orderWith({ shipWindow: "2026-02-20T00:00:00Z" }),
      "orderDetails.shipWindow=2026-02-20T00:00:00Z",
      (o) => o.shipWindow,
      null,
    ],
    [
      "an odd number",
      orderWith({}, {}, { purchaseOrderNumber: "a b" }),
      "purchaseOrderNumber=a b",
      (o) => o.number,
      "a b",
    ],
    [
      "a currency in small letters",
      orderWith({}, { netCost: { currencyCode: "eur", amount: "1" } }),
      "orderDetails.items[].netCost.currencyCode=eur",
      (o) => o.lines[0]?.netCost?.currency,
      "EUR",
    ],
  ])("%s", (_name, value, drift, pick, expected) => {
    const { order, drifts, faults } = read(value);
    expect(faults).toEqual([]);
    expect(drifts).toEqual([drift]);
    expect(order === null ? null : pick(order)).toEqual(expected);
  });
});

test.each([
  ["0", 0],
  ["-3 as once seen", -3],
])("an ordered quantity of %s is a cancelled line of none", (_name, amount) => {
  const { order } = read(orderWith({}, { orderedQuantity: { amount, unitOfMeasure: "Cases", unitSize: 6 } }));
  expect(order?.lines[0]).toMatchObject({ isCancelled: true, ordered: { amount: 0, eaches: 0 } });
});

test("a cost per weight says so", () => {
  const netCost = { currencyCode: "USD", amount: "1.25", unitOfMeasure: "POUNDS" };
  expect(read(orderWith({}, { netCost })).order?.lines[0]?.costPer).toBe("pound");
});

describe("what cannot be understood is a fault with its place", () => {
  test.each<[string, unknown, string]>([
    ["no object", 7, ""],
    ["null", null, ""],
    ["no number", orderWith({}, {}, { purchaseOrderNumber: " " }), "purchaseOrderNumber"],
    ["no details", { purchaseOrderNumber: "P0000001" }, "orderDetails"],
    ["no date", orderWith({ purchaseOrderDate: "soon" }), "orderDetails.purchaseOrderDate"],
    ["no lines", orderWith({ items: undefined }), "orderDetails.items[]"],
    ["a line that is none", orderWith({ items: ["x"] }), "orderDetails.items[]"],
    [
      "no sequence",
      orderWith({}, { itemSequenceNumber: undefined }),
      "orderDetails.items[].itemSequenceNumber",
    ],
    [
      "the same sequence twice",
      orderWith({}, { itemSequenceNumber: "2" }),
      "orderDetails.items[].itemSequenceNumber",
    ],
    ["no quantity", orderWith({}, { orderedQuantity: undefined }), "orderDetails.items[].orderedQuantity"],
    [
      "half a piece",
      orderWith({}, { orderedQuantity: { amount: 0.5 } }),
      "orderDetails.items[].orderedQuantity.amount",
    ],
    [
      "more than a column holds",
      orderWith({}, { orderedQuantity: { amount: 2_000_000_000, unitOfMeasure: "Cases", unitSize: 12 } }),
      "orderDetails.items[].orderedQuantity",
    ],
    [
      "an amount that is no number",
      orderWith({}, { netCost: { currencyCode: "EUR", amount: "1.234,56" } }),
      "orderDetails.items[].netCost.amount",
    ],
    [
      "a number that lost digits",
      orderWith({}, { netCost: { currencyCode: "EUR", amount: 1234567890.1234567 } }),
      "orderDetails.items[].netCost.amount",
    ],
    [
      "no currency",
      orderWith({}, { netCost: { currencyCode: "EURO", amount: "1" } }),
      "orderDetails.items[].netCost.currencyCode",
    ],
  ])("%s", (_name, value, path) => {
    expect(read(value).faults).toContain(path);
  });

  test("any JSON at all is an order or a fault, never a crash", () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.jsonValue(),
        fc.constantFrom("items", "shipWindow", "shipToParty"),
        (a, b, key) => {
          for (const value of [
            a,
            orderWith({ [key]: b }),
            orderWith({}, { orderedQuantity: a, netCost: b }),
          ]) {
            const { order, faults } = read(value);
            expect(order !== null || faults.length > 0).toBe(true);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("a page", () => {
  test("keeps what it cannot read, with its bytes, and goes on", async () => {
    const half = orderWith({}, { netCost: { currencyCode: "EUR", amount: "ten" } });
    const orders = [sampleOrder(1), { purchaseOrderNumber: "BROKEN01" }, 7, half, sampleOrder(2)];
    await using rig = await startRig((_seen, response) =>
      sendJson(response, 200, samplePage(orders, "next")),
    );
    const page = await rig.client.getPurchaseOrders(march);
    expect(page.records.map((record) => record.value.number)).toEqual(["P0000001", "P0000002"]);
    expect(page.unreadable.map((one) => Buffer.from(one.bytes).toString())).toEqual([
      JSON.stringify(orders[1]),
      "7",
      JSON.stringify(half),
    ]);
    expect(page.unreadable[0]?.faults).toEqual([{ path: "orderDetails", message: "missing" }]);
    expect(page.nextToken).toBe("next");
  });

  test("tells a drift once, with how often it came", async () => {
    const orders = [1, 2, 3].map((index) => ({
      ...sampleOrder(index),
      purchaseOrderState: "Paused",
      extra: index,
    }));
    await using rig = await startRig((_seen, response) => sendJson(response, 200, samplePage(orders)));
    await rig.client.getPurchaseOrders(march);
    expect(rig.drifts).toEqual([
      { operation: "getPurchaseOrders", path: "extra", value: "1", count: 3 },
      { operation: "getPurchaseOrders", path: "purchaseOrderState", value: "Paused", count: 3 },
    ]);
  });

  test("holds no NUL in any text, and the bytes as they came", async () => {
    const order = JSON.stringify(sampleOrder(1)).replaceAll("Köln", "K\\u0000ln");
    await using rig = await startRig((_seen, response) =>
      sendJson(response, 200, `{"payload":{"orders":[${order}]}}`),
    );
    const [record] = (await rig.client.getPurchaseOrders(march)).records;
    expect(record?.value.shipTo?.city).toBe("K\uFFFDln");
    expect(Buffer.from(record?.bytes ?? []).toString()).toBe(order);
  });

  test("gives each record its own bytes where one writes its key with an escape and one has the key twice", () => {
    const odd = [
      '{"purchase\\u004frderNumber":"A"}',
      '{"purchaseOrderNumber":"B","more":[{"x":1},{"purchaseOrderNumber":1}]}',
    ];
    const text = `{"payload":{"orders":[${odd.join(",")}]}}`;
    const list = odd.map((record) => JSON.parse(record));
    const slices = sliceRecords(Buffer.from(text), ["payload", "orders"], list, "purchaseOrderNumber");
    expect(slices?.map((slice) => Buffer.from(slice).toString())).toEqual(odd);
  });

  test("gives the same bytes by search as by scan", () => {
    const key = "purchaseOrderNumber";
    const record = fc.record(
      {
        [key]: fc.string(),
        note: fc.constantFrom("", key, `"${key}"`, `},{"${key}":1`),
        more: fc.jsonValue(),
      },
      { requiredKeys: [key] },
    );
    const odd = fc.oneof({ weight: 9, arbitrary: record }, { weight: 1, arbitrary: fc.jsonValue() });
    fc.assert(
      fc.property(fc.array(odd, { maxLength: 6 }), fc.nat(2), fc.boolean(), (list, indent, isNested) => {
        const payload = { orders: isNested ? [...list, { more: list }] : list };
        const bytes = Buffer.from(JSON.stringify({ payload }, null, indent));
        const whole: { payload: { orders: unknown[] } } = JSON.parse(bytes.toString());
        const slices = sliceRecords(bytes, ["payload", "orders"], whole.payload.orders, key);
        expect(slices?.map((slice) => JSON.parse(Buffer.from(slice).toString()))).toEqual(
          whole.payload.orders,
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe("queries", () => {
  test("ask newest first, a hundred at a time, in Amazon's words", async () => {
    await using rig = await startRig((_seen, response) => sendJson(response, 200, samplePage([])));
    await rig.client.getPurchaseOrders({
      ...march,
      state: "acknowledged",
      vendorCode: "OAKDE",
      onlyChanged: true,
      nextToken: "a b+c",
    });
    const seen = rig.server.seen.at(-1);
    expect(Object.fromEntries(seen?.url.searchParams ?? [])).toEqual({
      limit: "100",
      sortOrder: "DESC",
      includeDetails: "true",
      createdAfter: "2026-03-01T00:00:00.000Z",
      createdBefore: "2026-03-07T00:00:00.000Z",
      purchaseOrderState: "Acknowledged",
      orderingVendorCode: "OAKDE",
      isPOChanged: "true",
      nextToken: "a b+c",
    });
    expect(seen?.headers["user-agent"]).toBe("Oakline/0.1.0 (Language=TypeScript; Platform=Node.js)");
    expect(rig.calls.at(-1)?.query).toMatch(/nextToken=$/);
  });

  const day = (text: string) => new Date(`2026-03-${text}T00:00:00Z`);
  test.each([
    ["none", undefined, "range-missing"],
    ["an empty one", { from: day("02"), to: day("02") }, "range-empty"],
    ["one of eight days", { from: day("01"), to: day("09") }, "range-too-wide"],
    ["an invalid date", { from: new Date("x"), to: day("09") }, "range-empty"],
  ])("with %s for a window never leave", async (_name, created, code) => {
    await using rig = await startRig(() => undefined);
    const error = await failureOf(rig.client.getPurchaseOrders({ created }));
    expect(error.code).toBe("INVALID");
    expect(error.violations[0]?.code).toBe(code);
    expect(rig.server.seen).toEqual([]);
  });

  test("one order comes by its number; a number that is a path never leaves", async () => {
    await using rig = await startRig((_seen, response) =>
      sendJson(response, 200, { payload: sampleOrder(5) }),
    );
    const found = await rig.client.getPurchaseOrder("P0000005");
    expect(found.value.number).toBe("P0000005");
    expect(Buffer.from(found.bytes).toString()).toBe(JSON.stringify(sampleOrder(5)));
    for (const number of ["", "../x", "a b", "P1?x=1", "ü"]) {
      expect((await failureOf(rig.client.getPurchaseOrder(number))).code).toBe("INVALID");
    }
    expect(rig.server.seen.filter((seen) => seen.method === "GET")).toHaveLength(1);
  });
});
