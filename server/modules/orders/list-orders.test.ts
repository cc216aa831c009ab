import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedTenant, type TestTenant } from "@/db/testing/seed-tenant";
import type { Ctx } from "@/server/access/context";
import { memberContext, standingClock } from "@/server/access/testing/test-context";
import { newId } from "@/server/platform/ids";
import { listOrdersInput, type OrderSort, orderFilter, orderSorts } from "./input";
import { listOrders, summariseOrders } from "./list-orders";
import { storeOrders } from "./store-orders";
import { eaches, makeOrder, original } from "./testing/make-order";

let database: TestDatabase;
let tenant: TestTenant;
let ctx: Ctx;
const now = "2026-11-16T12:00:00Z";
const numbers = Array.from({ length: 60 }, (_, i) => `PO${String(i).padStart(6, "0")}`);

beforeAll(async () => {
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
  tenant = await seedTenant();
  ctx = memberContext(tenant.tenantId, "viewer", standingClock(now));
  const orders = numbers.map((number, i) =>
    makeOrder({
      number,
      state: i % 3 === 0 ? "new" : i % 3 === 1 ? "acknowledged" : "closed",
      // many equal instants, so that ties are decided by the id
      orderedAt: new Date(Date.UTC(2026, 10, 10 + (i % 5), 9)),
      lines: [
        {
          ordered: eaches((i % 4) * 10),
          asin: `B00000000${i % 10}`,
          vendorSku: i === 7 ? "Odd%Sku_7" : `SKU-${i}`,
          netCost: i % 6 === 0 ? null : { amount: "2.5", currency: i % 2 === 0 ? "USD" : "EUR" },
        },
      ],
    }),
  );
  const source = {
    ...tenant,
    country: "US",
    dayOf: (at: Date) => at.toISOString().slice(0, 10),
    seenAt: new Date(now),
  };
  await inTenant(tenant.tenantId, (tx) => storeOrders(tx, source, orders.map(original)));
});
afterAll(async () => {
  await disconnectDatabase();
  await database.drop();
});

const ask = (over: Record<string, unknown> = {}) => listOrdersInput.parse({ filter: {}, ...over });

describe("pages by key", () => {
  test("together hold every order once, in the asked order, for any sort and page size", async () => {
    const direction = fc.constantFrom("asc", "desc");
    const sort = fc.uniqueArray(fc.record({ by: fc.constantFrom(...orderSorts), direction }), {
      minLength: 1,
      maxLength: 3,
      selector: ({ by }) => by,
    });
    await fc.assert(
      fc.asyncProperty(sort, fc.integer({ min: 7, max: 60 }), async (keys, limit) => {
        const seen: Awaited<ReturnType<typeof listOrders>>["rows"] = [];
        let cursor: string | null = null;
        do {
          const page: Awaited<ReturnType<typeof listOrders>> = await listOrders(
            ctx,
            ask({ sort: keys, limit, cursor }),
          );
          seen.push(...page.rows);
          cursor = page.nextCursor;
        } while (cursor);
        expect(seen.map((row) => row.number).toSorted()).toEqual(numbers);
        const sorted = seen.toSorted((a, b) => {
          for (const { by, direction } of keys) {
            const order = compare(by, a, b);
            if (order !== 0) return direction === "asc" ? order : -order;
          }
          return 0;
        });
        expect(seen.map((row) => row.number)).toEqual(sorted.map((row) => row.number));
      }),
      { numRuns: 60 },
    );
  });

  type Row = Awaited<ReturnType<typeof listOrders>>["rows"][number];
  function compare(by: OrderSort, a: Row, b: Row): number {
    const value: Record<OrderSort, (row: Row) => number | string> = {
      due: (row) => row.nextDueAt?.getTime() ?? Number.POSITIVE_INFINITY,
      ordered: (row) => row.orderedAt.getTime(),
      changed: (row) => row.amazonChangedAt?.getTime() ?? 0,
      value: (row) => Number(row.value ?? -1),
      units: (row) => row.orderedUnits,
      number: (row) => row.number,
    };
    const [left, right] = [value[by](a), value[by](b)];
    return left === right ? 0 : left < right ? -1 : 1;
  }

  test.each([
    "",
    "x",
    "e30",
    Buffer.from('["a","b"]').toString("base64url"),
    Buffer.from('["2026-01-01 00:00:00+00","x"]').toString("base64url"),
  ])("a cursor that nobody gave out (%j) is a fault of the input", async (cursor) => {
    const call = listOrders(ctx, ask({ cursor: cursor || "!" }));
    await expect(call).rejects.toMatchObject({ code: "INVALID", violations: [{ field: "cursor" }] });
  });
});

describe("filters", () => {
  const count = async (filter: Record<string, unknown>) =>
    (await listOrders(ctx, ask({ filter, limit: 200 }))).rows.length;

  test("narrow by status, currency, day, ASIN, SKU in any case, and the beginning of a number", async () => {
    expect(await count({ status: ["to-confirm"] })).toBe(20);
    expect(await count({ currency: ["EUR"] })).toBe(30);
    expect(await count({ orderedFrom: "2026-11-14T00:00:00Z" })).toBe(12);
    expect(await count({ orderedTo: "2026-11-11T00:00:00Z" })).toBe(12);
    expect(await count({ text: "b000000003" })).toBe(6);
    expect(await count({ text: "sku-12" })).toBe(1);
    expect(await count({ text: "po00000" })).toBe(10);
    expect(await count({ country: ["DE"] })).toBe(0);
    expect(await count({ environment: "sandbox" })).toBe(0);
    expect(await count({ connection: [newId("connection")] })).toBe(0);
  });

  test("take % and _ as letters, not as patterns", async () => {
    expect(await count({ text: "odd%sku_7" })).toBe(1);
    expect(await count({ text: "%" })).toBe(0);
    expect(await count({ text: "PO____00" })).toBe(0);
  });

  test("the summary counts what the list shows, and adds no two currencies", async () => {
    const summary = await summariseOrders(ctx, orderFilter.parse({ status: ["confirmed", "closed"] }));
    expect(summary.orders).toBe(await count({ status: ["confirmed", "closed"] }));
    expect(summary.currencies.map((row) => row.currency)).toEqual(["EUR", "USD"]);
    expect(summary.currencies.reduce((sum, row) => sum + row.orders, 0)).toBe(summary.orders);
  });

  test("what is due within hours counts late ones too", async () => {
    expect(await count({ dueWithinHours: 1, status: ["to-confirm"] })).toBe(20);
  });
});
