import { and, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { archive, order, orderChange, orderLine, orderRollup } from "@/db/schema/orders";
import { workItem } from "@/db/schema/work-items";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedTenant, type TestTenant } from "@/db/testing/seed-tenant";
import type { AcornOrder } from "@/server/acorn/order-types";
import { localDay } from "@/server/platform/zoned-time";
import type { OrderSource } from "./order-rows";
import { storeOrders } from "./store-orders";
import { eaches, makeOrder, original } from "./testing/make-order";

let database: TestDatabase;
let tenant: TestTenant;
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
});

const seenAt = new Date("2026-11-16T09:05:00Z");
const source = (): OrderSource => ({
  ...tenant,
  country: "US",
  dayOf: (at) => localDay(at, "America/Los_Angeles"),
  seenAt,
});
const store = (...orders: AcornOrder[]) =>
  inTenant(tenant.tenantId, (tx) => storeOrders(tx, source(), orders.map(original)));
const later = (day: number) => ({ changedAt: new Date(Date.UTC(2026, 10, day)) });

async function rows() {
  return inTenant(tenant.tenantId, async (tx) => ({
    orders: await tx.select().from(order),
    lines: await tx.select().from(orderLine).orderBy(orderLine.position),
    changes: await tx.select().from(orderChange),
    work: await tx.select().from(workItem).where(eq(workItem.state, "open")),
    archives: await tx.select({ id: archive.id }).from(archive),
  }));
}

/** Every row version of the tenant's tables: equal before and after means nothing was written. */
async function writes(): Promise<string> {
  return inTenant(tenant.tenantId, async (tx) => {
    const found = await tx.execute(sql`
      select string_agg(v, ',' order by v) as versions from (
        select xmin::text || ctid::text as v from purchase_order union all
        select xmin::text || ctid::text from purchase_order_line union all
        select xmin::text || ctid::text from order_rollup union all
        select xmin::text || ctid::text from work_item union all
        select xmin::text || ctid::text from archive) all_rows`);
    return JSON.stringify(found.rows);
  });
}

test("a new order comes with its lines, its original, its work item and its place in the roll-up", async () => {
  expect(await store(makeOrder())).toEqual({ seen: 1, inserted: 1, changed: 0 });
  const found = await rows();
  expect(found.orders).toMatchObject([
    {
      number: "4A7KQ2PD",
      status: "to-confirm",
      value: "75.000000",
      currency: "USD",
      orderedUnits: 30,
      orderedOn: "2026-11-16",
      version: 1,
    },
  ]);
  expect(found.lines).toMatchObject([
    { sequence: "1", netCost: "2.500000" },
    { sequence: "2", orderedUnits: 20 },
  ]);
  expect(found.work).toMatchObject([
    { kind: "confirm", dueAt: new Date("2026-11-17T09:00:00Z"), moneyAtRisk: "75.000000", currency: "USD" },
  ]);
  expect(found.archives).toHaveLength(1);
  await expectRollupIsRecount();
});

test("replaying a page changes nothing", async () => {
  const page = [makeOrder(), makeOrder({ number: "6HX3M9VD", state: "acknowledged" })];
  await store(...page);
  const before = await writes();
  expect(await store(...page)).toEqual({ seen: 2, inserted: 0, changed: 0 });
  expect(await writes()).toBe(before);
});

test("only the order that changed is written", async () => {
  const other = makeOrder({ number: "6HX3M9VD" });
  await store(makeOrder(), other);
  const before = await rows();
  await store(makeOrder({ ...later(17), dealCode: "DEAL" }), other);
  const after = await rows();
  const version = (all: typeof before, number: string) =>
    all.orders.find((row) => row.number === number)?.version;
  expect(version(after, "4A7KQ2PD")).toBe(2);
  expect(version(after, "6HX3M9VD")).toBe(1);
});

test("what Amazon changed after the confirmation is kept with both originals and raises the order again", async () => {
  await store(makeOrder({ state: "acknowledged" }));
  await store(
    makeOrder({
      state: "acknowledged",
      ...later(18),
      lines: [{ ordered: eaches(4) }, { ordered: eaches(20) }],
    }),
  );
  const found = await rows();
  expect(found.orders).toMatchObject([
    { status: "changed", orderedUnits: 24, amazonChangedAt: later(18).changedAt },
  ]);
  expect(found.changes).toMatchObject([
    { version: 2, changes: [{ path: "orderedUnits", line: "1", before: "10", after: "4" }] },
  ]);
  expect(found.archives).toHaveLength(2);
  // while figures may still be changed: 48 hours from the date of the PO
  expect(found.work).toMatchObject([{ kind: "changed", dueAt: new Date("2026-11-18T09:00:00Z") }]);
  await expectRollupIsRecount();
});

test("an older version that comes late changes nothing", async () => {
  await store(makeOrder(later(18)));
  const before = await writes();
  expect(await store(makeOrder(later(17)))).toEqual({ seen: 1, inserted: 0, changed: 0 });
  expect(await writes()).toBe(before);
});

test("of one PO twice on a page the newer version stays, whichever comes first", async () => {
  await store(makeOrder({ ...later(18), dealCode: "NEW" }), makeOrder({ ...later(17), dealCode: "OLD" }));
  expect((await rows()).orders).toMatchObject([{ dealCode: "NEW", version: 1 }]);
});

test("a line that Amazon removed is gone from the order and kept in its history", async () => {
  await store(makeOrder());
  await store(makeOrder({ ...later(18), lines: [{ sequence: "2", ordered: eaches(20) }] }));
  const found = await rows();
  expect(found.lines.map((line) => line.sequence)).toEqual(["2"]);
  expect(found.changes[0]?.changes).toContainEqual({ path: "line", line: "1", before: "10", after: null });
});

test("an order that moves to another day or currency leaves no trace in its old place", async () => {
  await store(makeOrder());
  await store(
    makeOrder({
      ...later(18),
      orderedAt: new Date("2026-11-17T20:00:00Z"),
      lines: [{ netCost: { amount: "1", currency: "CAD" } }],
    }),
  );
  await expectRollupIsRecount();
  const places = await inTenant(tenant.tenantId, (tx) => tx.select().from(orderRollup));
  expect(places).toMatchObject([{ currency: "CAD", orderedOn: "2026-11-17", orders: 1 }]);
});

test("names with emoji, right-to-left marks and 10,000 letters are kept as they came", async () => {
  const name = `${"長".repeat(10_000)}🥄\u202E‮`;
  await store(makeOrder({ dealCode: name, lines: [{ vendorSku: name }] }));
  const found = await rows();
  expect(found.orders[0]?.dealCode).toBe(name);
  expect(found.lines[0]?.vendorSku).toBe(name);
});

test("a name that Postgres cannot hold is stored readable and its bytes stay as they came", async () => {
  const name = "Pan\0 \ud800";
  await store(makeOrder({ vendorCode: name, buying: { ...(makeOrder().shipTo ?? never()), name } }));
  const found = await rows();
  expect(found.orders).toMatchObject([
    { vendorCode: "Pan\uFFFD \uFFFD", buying: { name: "Pan\uFFFD \uFFFD" } },
  ]);
});

function never(): never {
  throw new Error("the example has a ship-to party");
}

async function expectRollupIsRecount(): Promise<void> {
  await inTenant(tenant.tenantId, async (tx) => {
    const counted = await tx.execute(sql`
      select status, currency, ordered_on::text as day, count(*)::int as orders, sum(line_count)::int as lines,
        sum(ordered_units)::int as units, coalesce(sum(value), 0) as value
      from ${order} where ${and(eq(order.tenantId, tenant.tenantId))} group by 1, 2, 3 order by 1, 2, 3`);
    const kept = await tx.execute(sql`
      select status, currency, ordered_on::text as day, orders, lines, units, value from ${orderRollup}
      where tenant_id = ${tenant.tenantId} order by 1, 2, 3`);
    expect(kept.rows).toEqual(counted.rows);
  });
}

describe("the roll-up equals a recount", () => {
  const states = ["new", "acknowledged", "closed"] as const;
  const someOrder = fc.record({
    number: fc.integer({ min: 0, max: 12 }).map((n) => `PO${String(n).padStart(6, "0")}`),
    state: fc.constantFrom(...states),
    day: fc.integer({ min: 10, max: 14 }),
    changedDay: fc.integer({ min: 15, max: 28 }),
    currency: fc.constantFrom("USD", "EUR"),
    units: fc.integer({ min: 0, max: 50 }),
  });
  const build = (some: typeof someOrder extends fc.Arbitrary<infer T> ? T : never) =>
    makeOrder({
      number: some.number,
      state: some.state,
      orderedAt: new Date(Date.UTC(2026, 10, some.day, 12)),
      ...later(some.changedDay),
      lines: [
        {
          ordered: eaches(some.units),
          isCancelled: some.units === 0,
          netCost: { amount: "1.10", currency: some.currency },
        },
      ],
    });
  const page = fc.array(someOrder, { minLength: 1, maxLength: 8 });

  test("after any pages, by two writers at once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 6 }), async (pages) => {
        tenant = await seedTenant();
        const half = Math.ceil(pages.length / 2);
        const writer = async (own: typeof pages) => {
          for (const orders of own) await store(...orders.map(build));
        };
        await Promise.all([writer(pages.slice(0, half)), writer(pages.slice(half))]);
        await expectRollupIsRecount();
      }),
      { numRuns: 25 },
    );
  });
});
