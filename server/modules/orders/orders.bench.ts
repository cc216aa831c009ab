import { getTableColumns, getTableName } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import postgres from "postgres";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { order, orderLine } from "@/db/schema/orders";
import { inTenant } from "@/db/tenant";
import type { TestDatabase } from "@/db/testing/database";
import { seedTenant, type TestTenant } from "@/db/testing/seed-tenant";
import type { Ctx } from "@/server/access/context";
import { memberContext } from "@/server/access/testing/test-context";
import { readOrder } from "@/server/acorn/read-order";
import { createReading } from "@/server/acorn/reading";
import { sampleOrder } from "@/server/acorn/testing/sample-order";
import { archiveIdOf, hashed, storeOriginals } from "@/server/modules/archive/store-originals";
import { newId } from "@/server/platform/ids";
import { localDay } from "@/server/platform/zoned-time";
import { type ListOrdersInput, listOrdersInput } from "./input";
import { listOrders } from "./list-orders";
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

const listed = 110_000;
const pageSize = 100;
const sorts: Record<string, ListOrdersInput["sort"]> = {
  "the default sort": [{ by: "due", direction: "asc" }],
  "a mixed sort": [
    { by: "ordered", direction: "desc" },
    { by: "value", direction: "asc" },
  ],
};
const deepPage = 1_000;
const listRounds = 201;

/**
 * `listOrders` of one tenant with 110,000 orders in four accounts, 100 rows a page: page 1,000, reached by its key,
 * against page 1, taking turns, all warm; the median of the ratios within a turn, of wall time with door and commit.
 */
export async function benchListOrders(database: TestDatabase): Promise<Figure[]> {
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
  const owner = postgres(database.superUrl, { max: 1, onnotice: () => undefined });
  try {
    const tenant = await seedTenant();
    await seedListed(owner, tenant);
    const ctx = memberContext(tenant.tenantId, "viewer");
    const figures: Figure[] = [];
    for (const [name, sort] of Object.entries(sorts)) {
      const input = listOrdersInput.parse({ filter: {}, sort, limit: pageSize });
      const cursor = await cursorBefore(ctx, input, deepPage);
      const spent: { first: number; deep: number }[] = [];
      for (let round = -3; round < listRounds; round++) {
        const first = await timed(() => listOrders(ctx, input));
        const deep = await timed(() => listOrders(ctx, { ...input, cursor }));
        if (round >= 0) spent.push({ first, deep });
      }
      figures.push(
        figure(`grid page 1, ${name}, ms`, median(spent.map((one) => one.first)), 0),
        figure(
          `grid page 1,000 against page 1, ${name}`,
          ratios(spent, (one) => one.deep / one.first),
          1.2,
        ),
      );
    }
    return figures;
  } finally {
    await owner.end();
    await disconnectDatabase();
  }
}

/** The key that ends the page before, found by going there. */
async function cursorBefore(ctx: Ctx, input: ListOrdersInput, page: number): Promise<string> {
  const step = 200;
  let cursor: string | null = null;
  for (let seen = 0; seen < (page - 1) * pageSize; seen += step) {
    const wanted = Math.min(step, (page - 1) * pageSize - seen);
    ({ nextCursor: cursor } = await listOrders(ctx, { ...input, cursor, limit: wanted }));
  }
  if (cursor === null) throw new Error(`no page ${page}`);
  return cursor;
}

/** Orders written past the doors: one in thirty still to be confirmed, a hundred of each instant. */
async function seedListed(owner: postgres.Sql, { tenantId }: TestTenant): Promise<void> {
  await owner`
    insert into connection (tenant_id, id, environment, country, region, selling_partner_id, label, authorisation,
      state, authorised_at, sealed_refresh_token)
    select ${tenantId}, uuidv7(), case i when 4 then 'sandbox' else 'production' end, 'DE', 'eu', i::text, i::text,
      'self', 'active', now(), 'unset' from generate_series(1, 4) i`;
  await owner.begin(async (tx) => {
    // Foreign keys would be asked row by row; every row here names a connection that exists.
    await tx`set local session_replication_role = replica`;
    await tx`
      insert into purchase_order (tenant_id, id, connection_id, number, state, status, ordered_at, ordered_on,
        confirm_due_at, next_due_at, country, ship_to, currency, value, line_count, ordered_units, archive_id,
        first_seen_at, seen_at)
      select ${tenantId}, uuidv7(), c.ids[1 + i % array_length(c.ids, 1)], 'P' || lpad(i::text, 7, '0'), 'acknowledged',
        case when i % 30 = 0 then 'to-confirm' else 'closed' end, at, at::date, at + interval '1 day',
        case when i % 30 = 0 then at + interval '1 day' end, 'DE',
        '{"code": "CGN1", "name": "Köln", "addressLines": ["Hafenstraße 7"], "city": "Köln", "country": "DE"}',
        'EUR', (i * 7919) % 10000, 20, 200, ${tenantId}, at, at
      from generate_series(1, ${listed}::int) i,
        lateral (select timestamptz '2026-11-16' - (i / 100) * interval '2 hours' as at) x,
        (select array_agg(id) as ids from connection where tenant_id = ${tenantId} and environment = 'production') c`;
  });
  await owner`vacuum analyze purchase_order`;
}

const median = (times: readonly number[]) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function ratios<T>(times: readonly T[], of: (time: T, page: number) => number): number {
  return median(times.map(of));
}
