import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { order, orderLine, orderRollup } from "@/db/schema/orders";
import { workItem } from "@/db/schema/work-items";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedTenant } from "@/db/testing/seed-tenant";
import { storeOrders } from "./store-orders";
import { eaches, makeOrder, original } from "./testing/make-order";

let database: TestDatabase;
let root: postgres.Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
  root = postgres(database.superUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await root.end();
  await disconnectDatabase();
  await database.drop();
});

/** What a dead process looks like to the database: its connection is gone in the middle of whatever it did. */
const killWriters = () => root`
  select pg_terminate_backend(pid) from pg_stat_activity
  where usename = 'oakline_app' and datname = current_database() and state <> 'idle'`;

test("a writer that dies anywhere in a page leaves no half page: lines, roll-up and work items fit the orders", async () => {
  const tenant = await seedTenant();
  const source = {
    ...tenant,
    country: "US",
    dayOf: (at: Date) => at.toISOString().slice(0, 10),
    seenAt: new Date(),
  };
  const page = (turn: number) =>
    Array.from({ length: 40 }, (_, i) =>
      original(
        makeOrder({
          number: `PO${String((turn * 17 + i) % 200).padStart(6, "0")}`,
          changedAt: new Date(Date.UTC(2026, 10, 17) + turn * 60_000),
          orderedAt: new Date(Date.UTC(2026, 10, 10 + (i % 6))),
          lines: [{ ordered: eaches(turn + 1) }, { ordered: eaches(i + 1) }],
        }),
      ),
    );
  let died = 0;
  for (let turn = 0; turn < 60; turn++) {
    const writing = inTenant(tenant.tenantId, (tx) => storeOrders(tx, source, page(turn))).catch(
      () => died++,
    );
    // A different moment each time, by as many round trips of another connection.
    for (let trip = 0; trip < turn % 12; trip++) await root`select 1`;
    if (turn % 3 !== 2) await killWriters();
    await writing;
  }
  expect(died).toBeGreaterThan(5);
  expect(died).toBeLessThan(60);
  const faults = await inTenant(tenant.tenantId, async (tx) => ({
    lines: await tx.execute(sql`
      select o.number from ${order} o left join ${orderLine} l on l.order_id = o.id and l.tenant_id = o.tenant_id
      group by o.id, o.number, o.line_count, o.ordered_units
      having count(l.*) <> o.line_count or sum(l.ordered_units) <> o.ordered_units`),
    rollup: await tx.execute(sql`
      select * from (select status, currency, ordered_on, count(*)::int n, sum(ordered_units)::int u from ${order} group by 1, 2, 3) c
      full join ${orderRollup} r using (status, currency, ordered_on) where r.orders is distinct from c.n or r.units is distinct from c.u`),
    work: await tx.execute(sql`
      select o.number from ${order} o left join ${workItem} w on w.subject_id = o.id and w.state = 'open'
      where (o.status = 'to-confirm') <> (w.id is not null)`),
  }));
  expect(faults.lines.rows).toEqual([]);
  expect(faults.rollup.rows).toEqual([]);
  expect(faults.work.rows).toEqual([]);
});
