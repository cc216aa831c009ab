import { getTableColumns, getTableName } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import postgres from "postgres";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { order, orderLine } from "@/db/schema/orders";
import { inTenant } from "@/db/tenant";
import type { TestDatabase } from "@/db/testing/database";
import { seedTenant, type TestTenant } from "@/db/testing/seed-tenant";
import { readOrder } from "@/server/acorn/read-order";
import { createReading } from "@/server/acorn/reading";
import { sampleOrder } from "@/server/acorn/testing/sample-order";
import { archiveIdOf, hashed, storeOriginals } from "@/server/modules/archive/store-originals";
import { newId } from "@/server/platform/ids";
import { localDay } from "./local-day";
import { lineRow, type OrderSource, orderRow } from "./order-rows";
import { storeOrders } from "./store-orders";

type Figure = { name: string; value: number; bar: number; better: "lower" | "higher" };
type Records = Parameters<typeof storeOrders>[2];
type Row = Record<string, unknown>;

const pages = 100;
const ordersPerPage = 100;
const linesPerOrder = 20;
const daysRead = 180;
const newestAt = Date.parse("2026-11-16T09:00:00Z");

/**
 * A first sync of 10,000 orders × 20 lines in pages of 100, oldest first over six months, one in ten still to be
 * confirmed, by `storeOrders`; then the same pages once more. Against it: the same rows, ready made, by two plain unnest
 * upserts a page into the same tables, as the same role, under another tenant. Page by page the three take turns in one
 * process; each figure is the median of the ratios within a page, of wall time from the first statement of the
 * transaction to its commit. The original bytes are stored apart: `storeOriginals` alone, within its transaction, is
 * measured for the bare tenant and taken off the first sync.
 */
export async function benchStoreOrders(database: TestDatabase): Promise<Figure[]> {
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
  const bare = postgres(database.appUrl, { max: 1, prepare: false });
  try {
    const ours = await seedTenant("Ours");
    const plain = await seedTenant("Plain");
    const times: { first: number; archive: number; bare: number }[] = [];
    for (let page = 0; page < pages; page++) {
      const records = makePage(page);
      const first = await timed(() => storePage(ours, records));
      const { archive, rows } = await archivePage(plain, records);
      const bareMs = await timed(() => upsertBare(bare, plain, rows));
      times.push({ first, archive, bare: bareMs });
    }
    const again: number[] = [];
    for (let page = 0; page < pages; page++) {
      const records = makePage(page);
      again.push(await timed(() => storePage(ours, records)));
    }
    await expectSame(bare, [ours, plain]);
    return [
      figure(
        "storing orders against a bare unnest upsert",
        ratios(times, (t) => (t.first - t.archive) / t.bare),
        2,
      ),
      figure(
        "… with the archive of the original bytes",
        ratios(times, (t) => t.first / t.bare),
        0,
      ),
      figure(
        "… the archive alone",
        ratios(times, (t) => t.archive / t.bare),
        0,
      ),
      figure(
        "unchanged re-sync against the first",
        ratios(times, (t, page) => (again[page] ?? 0) / t.first),
        0.5,
      ),
    ];
  } finally {
    await bare.end();
    await disconnectDatabase();
  }
}

const figure = (name: string, value: number, bar: number): Figure => ({ name, value, bar, better: "lower" });

/** Orders as the client hands them over, with their bytes. */
function makePage(page: number): Records {
  return Array.from({ length: ordersPerPage }, (_, position) => {
    const index = page * ordersPerPage + position;
    const wire = dated(sampleOrder(index, linesPerOrder), index);
    const value = readOrder(wire, createReading("bench"));
    if (!value) throw new Error("an order of the bench was not understood");
    return { value, bytes: Buffer.from(JSON.stringify(wire)) };
  });
}

/** Amazon's dates run evenly over the days read; nine in ten orders are closed. */
function dated(wire: Row, index: number): Row {
  const share = index / (pages * ordersPerPage);
  const orderedAt = new Date(newestAt - Math.round((1 - share) * daysRead * 86_400_000)).toISOString();
  return {
    ...wire,
    purchaseOrderState: index % 10 === 0 ? "New" : "Closed",
    orderDetails: {
      ...(wire.orderDetails as Row),
      purchaseOrderDate: orderedAt,
      purchaseOrderChangedDate: orderedAt,
      purchaseOrderStateChangedDate: orderedAt,
    },
  };
}

function sourceOf(tenant: TestTenant): OrderSource {
  return {
    ...tenant,
    country: "DE",
    dayOf: (at) => localDay(at, "Europe/Berlin"),
    seenAt: new Date(newestAt),
  };
}

function storePage(tenant: TestTenant, records: Records) {
  return inTenant(tenant.tenantId, (tx) => storeOrders(tx, sourceOf(tenant), records));
}

/** Stores the bytes alone and makes the rows that go with them. */
async function archivePage(tenant: TestTenant, records: Records) {
  const source = sourceOf(tenant);
  return inTenant(tenant.tenantId, async (tx) => {
    const begun = performance.now();
    const originals = records.map(({ bytes }) => hashed(bytes));
    const archived = await storeOriginals(tx, tenant.tenantId, "order", originals, source.seenAt);
    const archive = performance.now() - begun;
    const made = records.map(({ value, bytes }) => {
      const id = newId("order");
      const archiveId = archiveIdOf(archived, hashed(bytes));
      return {
        order: orderRow(source, value, { id, archiveId, before: null, hasChanges: false }),
        lines: value.lines.map((line, position) => lineRow(source, id, line, position)),
      };
    });
    return {
      archive,
      rows: { orders: made.map((one) => one.order), lines: made.flatMap((one) => one.lines) },
    };
  });
}

type BareRows = { orders: readonly Row[]; lines: readonly Row[] };

async function upsertBare(sql: postgres.Sql, tenant: TestTenant, rows: BareRows): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select set_config('app.tenant_id', ${tenant.tenantId}, true)`;
    await tx.unsafe(...bareUpsert(order, rows.orders, ["tenant_id", "connection_id", "number"]));
    await tx.unsafe(...bareUpsert(orderLine, rows.lines, ["tenant_id", "order_id", "sequence"]));
  });
}

/** The textbook statement: one typed array a column, every row of the conflict taken over. */
function bareUpsert(
  table: PgTable,
  rows: readonly Row[],
  keys: readonly string[],
): [string, postgres.ParameterOrJSON<never>[]] {
  const used = Object.entries(getTableColumns(table)).filter(([key]) => key in (rows[0] ?? {}));
  const names = used.map(([, column]) => column.name);
  const arrays = used.map(([, column], i) => `$${i + 1}::${column.getSQLType()}[]`);
  const written = names.filter((name) => !keys.includes(name)).map((name) => `${name} = excluded.${name}`);
  const text = `insert into ${getTableName(table)} (${names.join(", ")})
    select * from unnest(${arrays.join(", ")}) on conflict (${keys.join(", ")}) do update set ${written.join(", ")}`;
  return [text, used.map(([key]) => rows.map((row) => bareText(row[key])))];
}

function bareText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** What was compared is the same: as many rows, the same units and value for both tenants. */
async function expectSame(sql: postgres.Sql, tenants: readonly TestTenant[]): Promise<void> {
  const found = await Promise.all(
    tenants.map(({ tenantId }) =>
      sql.begin(async (tx) => {
        await tx`select set_config('app.tenant_id', ${tenantId}, true)`;
        const [row] = await tx`
          select (select count(*) from purchase_order_line where tenant_id = ${tenantId}) as lines,
            count(*) as orders, sum(ordered_units) as units, sum(value) as value
          from purchase_order where tenant_id = ${tenantId}`;
        return JSON.stringify(row);
      }),
    ),
  );
  const expected = `"lines":"${pages * ordersPerPage * linesPerOrder}"`;
  if (new Set(found).size !== 1 || !found[0]?.includes(expected)) throw new Error(`rows differ: ${found}`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function ratios<T>(times: readonly T[], of: (time: T, page: number) => number): number {
  const all = times.map(of).toSorted((a, b) => a - b);
  return all[Math.floor(all.length / 2)] ?? Number.NaN;
}
