import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { syncFlow } from "@/db/schema/connections";
import { drift, order, orderRollup, quarantine } from "@/db/schema/orders";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedTenant, type TestTenant } from "@/db/testing/seed-tenant";
import { jobContext, memberContext } from "@/server/access/testing/test-context";
import { sendJson } from "@/server/acorn/testing/fault-server";
import { sampleOrder, samplePage } from "@/server/acorn/testing/sample-order";
import { type Rig, startRig } from "@/server/acorn/testing/start-client";
import { recordCalls } from "@/server/modules/connections/record-calls";
import { listOrders, summariseOrders } from "@/server/modules/orders/list-orders";
import { toAppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { beginRun, type RunRequest } from "./begin-run";
import { readPage } from "./read-page";

// One strange record on a page: the page is stored without it or with it, never not at all.

let database: TestDatabase;
let tenant: TestTenant;
let rig: Rig;
let answer: { status?: unknown; orders: unknown };
beforeAll(async () => {
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
});
afterAll(async () => {
  await disconnectDatabase();
  await database.drop();
});
beforeEach(async () => {
  tenant = await seedTenant();
  rig = await startRig((seen, response) => {
    const isStatus = seen.url.pathname.endsWith("purchaseOrdersStatus");
    sendJson(response, 200, isStatus ? { payload: { ordersStatus: answer.status } } : answer.orders);
  });
});
afterEach(() => rig[Symbol.asyncDispose]());

const week = { from: "2026-03-01T00:00:00Z", to: "2026-03-07T00:00:00Z", movesTo: "2026-03-07T00:00:00Z" };
const job = () => jobContext(tenant.tenantId);

async function read(flow: "orders" | "order-status" = "orders") {
  const request: RunRequest = {
    connectionId: tenant.connectionId,
    flow,
    kind: "poll",
    runId: newId("syncRun"),
  };
  await beginRun(job(), request);
  const by = flow === "orders" ? ("created" as const) : ("changed" as const);
  await readPage(job(), rig.client, { ...request, window: { ...week, by }, token: null });
}

const stored = () =>
  inTenant(tenant.tenantId, async (tx) => ({
    numbers: (await tx.select({ number: order.number }).from(order)).map((row) => row.number),
    quarantined: await tx.$count(quarantine),
    days: await tx.select().from(orderRollup),
  }));

type Wire = Record<string, unknown>;
/** The second order of the page, with another value at the path. */
function strange(path: string, value: unknown): Wire {
  const made = sampleOrder(2);
  const keys = path.split(".");
  let at: Wire = made;
  // the example is a tree of plain objects and lists
  for (const key of keys.slice(0, -1)) at = at[key] as Wire;
  Object.defineProperty(at, keys.at(-1) ?? "", {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return made;
}

const details = "orderDetails";
const line = `${details}.items.0`;
const long = randomBytes(8000).toString("hex");
type Case = [name: string, path: string, value: unknown, kept: boolean];
const cases: Case[] = [
  ["a PO number with spaces", "purchaseOrderNumber", " 4A7 KQ2 ", true],
  ["a PO number with NUL", "purchaseOrderNumber", "4A7\0KQ2", false],
  ["a PO number with half a surrogate pair", "purchaseOrderNumber", "4A7\ud83cKQ2", false],
  ["a PO number of 10,000 letters", "purchaseOrderNumber", long, false],
  ["an unknown currency", `${line}.netCost`, { currencyCode: "ZZZ", amount: "1.00" }, true],
  ["a currency of four letters", `${line}.netCost`, { currencyCode: "EURO", amount: "1.00" }, false],
  ["a currency that is a name", `${line}.netCost`, { currencyCode: "zł\0", amount: "1.00" }, false],
  ["money beyond every column", `${line}.netCost`, { currencyCode: "EUR", amount: "9999999999999" }, false],
  ["an amount in exponents", `${line}.netCost`, { currencyCode: "EUR", amount: "1e309" }, false],
  ["a quantity beyond int4", `${line}.orderedQuantity`, { amount: 2 ** 31, unitOfMeasure: "Eaches" }, false],
  ["a line number of 16,000 letters", `${line}.itemSequenceNumber`, long, false],
  ["a line number with NUL", `${line}.itemSequenceNumber`, "1\0", false],
  [
    "two lines that together are too many",
    `${line}.orderedQuantity`,
    { amount: 99_999_999, unitOfMeasure: "Eaches" },
    false,
  ],
  ["a line called __proto__", `${line}.itemSequenceNumber`, "__proto__", true],
  ["a line called constructor", `${line}.itemSequenceNumber`, "constructor", true],
  ["the year 0", `${details}.purchaseOrderDate`, "0000-06-01T00:00:00Z", false],
  ["the last second of 9999", `${details}.purchaseOrderDate`, "9999-12-31T23:59:59Z", false],
  ["a zone that leads into the year 0", `${details}.purchaseOrderDate`, "0001-01-01T00:00:00+14:00", false],
  ["an hour that no clock of Berlin shows", `${details}.purchaseOrderDate`, "2026-03-29T02:30:00", true],
  ["an hour that comes twice", `${details}.purchaseOrderDate`, "2026-10-25T02:30:00+01:00", true],
  ["29 February of no leap year", `${details}.purchaseOrderDate`, "2026-02-29T00:00:00Z", true],
  ["a window from 0000 to 9999", `${details}.shipWindow`, "0000-01-01T00:00:00Z--9999-12-31T23:59:59Z", true],
  ["a change in the year 9999", `${details}.purchaseOrderChangedDate`, "9999-12-31T23:59:59.999Z", true],
  ["a state with NUL", "purchaseOrderState", "Ne\0w", true],
  ["a name of 10,000 letters", `${details}.dealCode`, `${long}👩🏽‍🍳\u202E`, true],
  ["a field called NUL", `${details}.a\0b`, "x", true],
  ["a field called __proto__", `${details}.__proto__`, { role: "owner" }, true],
  ["a word with NUL", `${details}.paymentMethod`, "In\0voice", true],
  ["a country that is a poem", `${details}.shipToParty.address.countryCode`, `\0${long}`, true],
  ["a SKU with half a surrogate pair", `${line}.vendorProductIdentifier`, "LK\ud800", true],
];

describe.each(cases)("%s", (_name, path, value, kept) => {
  test(`${kept ? "is kept" : "goes to quarantine"}, and the rest of the page is stored; again changes nothing`, async () => {
    const odd = strange(path, value);
    answer = { orders: samplePage([sampleOrder(1), odd, sampleOrder(3)]) };
    await read();
    const first = await stored();
    expect(first.numbers).toContain("P0000001");
    expect(first.numbers).toContain("P0000003");
    expect([first.numbers.length, first.quarantined]).toEqual(kept ? [3, 0] : [2, 1]);
    await read();
    expect(await stored()).toEqual(first);
    const viewer = memberContext(tenant.tenantId, "viewer");
    const filter = { environment: "production" } as const;
    const page = await listOrders(viewer, { filter, sort: [{ by: "number", direction: "asc" }], limit: 2 });
    expect(page.nextCursor === null).toBe(!kept);
    expect((await summariseOrders(viewer, filter)).orders).toBe(first.numbers.length);
  });
});

test("an order status with NUL in its words is stored readable", async () => {
  answer = {
    orders: samplePage([sampleOrder(1)]),
    status: [
      {
        purchaseOrderNumber: "P0000001",
        purchaseOrderStatus: "OP\0EN",
        purchaseOrderDate: "2026-02-16T19:17:34Z",
        lastUpdatedDate: "0000-01-01T00:00:00Z",
        sellingParty: { partyId: "OAKDE" },
        shipToParty: { partyId: "CGN1" },
        itemStatus: [
          {
            itemSequenceNumber: "1",
            acknowledgementStatus: {
              confirmationStatus: "ACC\0EPTED",
              acceptedQuantity: { amount: 2, unitOfMeasure: "Eaches" },
            },
            receivingStatus: { receiveStatus: "REC\ud800EIVED", lastReceiveDate: "0000-01-01T00:00:00Z" },
          },
        ],
      },
    ],
  };
  await read();
  await read("order-status");
  const [row] = await inTenant(tenant.tenantId, (tx) => tx.select().from(order));
  expect(row?.acceptedUnits).toBe(2);
});

test("words that differ by what no column can hold are counted as one drift", async () => {
  const record = recordCalls(job(), tenant.connectionId);
  for (const value of ["New\0", "New", "New\ud800", "New\udc00"]) {
    record.onDrift({ operation: "getPurchaseOrders", path: "state", value, count: 1 });
  }
  record.onDrift({ operation: "getPurchaseOrders", path: "a\0b", value: "x", count: 1 });
  await record.flush();
  const rows = await inTenant(tenant.tenantId, (tx) => tx.select().from(drift));
  expect(rows.reduce((sum, row) => sum + row.count, 0)).toBe(5);
});

test("a page of 50 MB ends with a typed error and leaves the cursor where it was", async () => {
  const huge = sampleOrder(1);
  answer = {
    orders: JSON.stringify({ payload: { orders: [{ ...huge, filler: "x".repeat(51 * 1024 * 1024) }] } }),
  };
  const error = await read().then(() => null, toAppError);
  expect(error).toMatchObject({ code: "ACORN_DRIFT", reason: "body-too-large" });
  const flows = await inTenant(tenant.tenantId, (tx) => tx.select().from(syncFlow));
  expect(flows.map((flow) => flow.createdCursor)).toEqual([null, null]);
  expect((await stored()).numbers).toEqual([]);
});
