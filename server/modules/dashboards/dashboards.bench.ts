import { sql } from "drizzle-orm";
import postgres from "postgres";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { inTenant } from "@/db/tenant";
import type { TestDatabase } from "@/db/testing/database";
import { seedTenant, type TestTenant } from "@/db/testing/seed-tenant";
import { type Ctx, transact } from "@/server/access/context";
import { memberContext } from "@/server/access/testing/test-context";
import { recountDays } from "@/server/modules/orders/recount-days";
import { asId } from "@/server/platform/ids";
import { regionalSummary } from "./regional-summary";

type Figure = { name: string; value: number; bar: number; better: "lower" | "higher" };

const linesPerOrder = 20;
const bigOrders = 10_000;
const smallOrders = 5_000;
const smallTenants = 8;
const rounds = 15;

/**
 * The home page's counts per market and status for a tenant with 200,000 of 1,000,000 lines in four accounts over 180
 * days, all time; the last two weeks are open. `regionalSummary` as the page calls it, door and commit included, against the same table added up from
 * the documents: orders, lines, units and value (what the roll-up holds) over purchase_order and its lines, through the
 * same door, with the same indexes. For the record also against a count of the order rows alone, which stand for twenty
 * lines each. All are warm and take turns; the figures are medians of wall time, and their counts must agree.
 */
export async function benchSummary(database: TestDatabase): Promise<Figure[]> {
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
  const owner = postgres(database.superUrl, { max: 1, onnotice: () => undefined });
  try {
    const big = await seedDocuments(owner, bigOrders);
    for (let i = 0; i < smallTenants; i++) await seedDocuments(owner, smallOrders);
    await owner`vacuum analyze`;
    const ctx = memberContext(big.tenantId, "viewer");
    const kinds = [regionalSummary, countOrders, addUpLines];
    const answers: string[] = [];
    const spent: number[][] = kinds.map(() => []);
    for (let round = -3; round < rounds; round++) {
      for (const [kind, run] of kinds.entries()) {
        const begun = performance.now();
        const rows = await run(ctx);
        if (round >= 0) spent[kind]?.push(performance.now() - begun);
        answers[kind] = JSON.stringify(countsOf(rows));
      }
    }
    if (new Set(answers).size !== 1) throw new Error(`counts differ: ${answers.join(" ")}`);
    const [rollup = 0, orders = 0, lines = 0] = spent.map(median);
    return [
      { name: "home summary from the roll-up, ms", value: rollup, bar: 0, better: "lower" },
      { name: "home summary from the documents, ms", value: lines, bar: 0, better: "lower" },
      { name: "home summary, roll-up times faster", value: lines / rollup, bar: 15, better: "higher" },
      { name: "… than counting order rows alone", value: orders / rollup, bar: 0, better: "higher" },
    ];
  } finally {
    await owner.end();
    await disconnectDatabase();
  }
}

const statuses = ["to-confirm", "confirmed", "changed", "closed", "cancelled"] as const;
type Counts = { country: string } & Record<(typeof statuses)[number], number>;

/** Orders per market and status, whatever else was asked for. */
function countsOf(rows: readonly object[]): unknown[] {
  return rows.map((row) => Object.values(row).slice(0, 2 + statuses.length));
}

const inMarkets = sql`group by c.country, c.region
  order by array_position(array['na','eu','fe'], c.region), c.country`;

function countOrders(ctx: Ctx) {
  const counts = statuses.map(
    (status) => sql`count(*) filter (where o.status = ${status})::int as ${sql.identifier(status)}`,
  );
  return transact(ctx, async (tx) => {
    const { rows } = await tx.execute<Counts>(sql`
      select c.country, c.region, ${sql.join(counts, sql`, `)}
      from connection c
      left join purchase_order o on o.tenant_id = c.tenant_id and o.connection_id = c.id
      where c.tenant_id = ${ctx.tenantId} and c.environment = 'production' ${inMarkets}`);
    return rows;
  });
}

function addUpLines(ctx: Ctx) {
  const counts = statuses.map(
    (status) =>
      sql`count(distinct o.id) filter (where o.status = ${status})::int as ${sql.identifier(status)}`,
  );
  return transact(ctx, async (tx) => {
    const { rows } = await tx.execute<Counts>(sql`
      select c.country, c.region, ${sql.join(counts, sql`, `)}, count(l.order_id)::int as lines,
        sum(l.ordered_units) filter (where not l.is_cancelled) as units,
        sum(l.net_cost * l.ordered_units) filter (where not l.is_cancelled) as value
      from connection c
      left join purchase_order o on o.tenant_id = c.tenant_id and o.connection_id = c.id
      left join purchase_order_line l on l.tenant_id = o.tenant_id and l.order_id = o.id
      where c.tenant_id = ${ctx.tenantId} and c.environment = 'production' ${inMarkets}`);
    return rows;
  });
}

const markets = [
  { country: "US", region: "na", currency: "USD" },
  { country: "DE", region: "eu", currency: "EUR" },
  { country: "GB", region: "eu", currency: "GBP" },
  { country: "JP", region: "fe", currency: "JPY" },
] as const;

/** A tenant with orders of 20 lines in four markets over 180 days, written past the doors; roll-up by its own recount. */
async function seedDocuments(owner: postgres.Sql, orders: number): Promise<TestTenant> {
  const tenant = await seedTenant();
  for (const market of markets) {
    const [connection] = await owner`
      insert into connection (tenant_id, id, environment, country, region, selling_partner_id, label, authorisation,
        state, authorised_at, sealed_refresh_token)
      values (${tenant.tenantId}, uuidv7(), 'production', ${market.country}, ${market.region}, ${market.country}, '',
        'self', 'active', now(), 'unset')
      returning id`;
    const place = {
      ...tenant,
      connectionId: asId<"connection">(String(connection?.id)),
      currency: market.currency,
    };
    await seedOrders(owner, place, orders / markets.length);
  }
  return tenant;
}

type Place = TestTenant & { currency: string };

async function seedOrders(owner: postgres.Sql, { tenantId, connectionId, currency }: Place, orders: number) {
  await owner.begin(async (tx) => {
    // Foreign keys would be asked row by row; every row here names rows of the same statement.
    await tx`set local session_replication_role = replica`;
    await tx`
      insert into purchase_order (tenant_id, id, connection_id, number, state, status, ordered_at, ordered_on,
        confirm_due_at, country, ship_to, currency, value, line_count, ordered_units, archive_id, first_seen_at, seen_at)
      select ${tenantId}, uuidv7(), ${connectionId}, 'P' || lpad(i::text, 7, '0'), 'acknowledged',
        case when at > timestamptz '2026-11-02'
          then (array['to-confirm', 'confirmed', 'changed'])[1 + i % 3]
          else (array['closed', 'closed', 'closed', 'cancelled'])[1 + i % 4] end,
        at, at::date, at + interval '1 day', 'DE',
        '{"code": "CGN1", "name": "Köln", "addressLines": ["Hafenstraße 7"], "city": "Köln", "country": "DE"}',
        ${currency}, ${linesPerOrder} * 125, ${linesPerOrder}, ${linesPerOrder} * 10, ${tenantId}, at, at
      from generate_series(1, ${orders}::int) i,
        lateral (select timestamptz '2026-11-16' - i * interval '180 days' / ${orders}::int as at) x`;
    await tx`
      insert into purchase_order_line (tenant_id, order_id, sequence, position, asin, vendor_sku, ordered_amount, unit,
        unit_size, ordered_units, is_cancelled, is_backorder_allowed, net_cost, currency)
      select tenant_id, id, l::text, l, 'B0' || l, 'SKU-' || l, 10, 'each', 1, 10, false, true, 12.5, currency
      from purchase_order, generate_series(1, ${linesPerOrder}) l
      where tenant_id = ${tenantId} and connection_id = ${connectionId}`;
  });
  const days = await owner<{ day: string }[]>`
    select distinct ordered_on::text as day from purchase_order
    where tenant_id = ${tenantId} and connection_id = ${connectionId}`;
  await inTenant(tenantId, (tx) =>
    recountDays(
      tx,
      tenantId,
      connectionId,
      days.map(({ day }) => day),
    ),
  );
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}
