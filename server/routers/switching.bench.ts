import postgres from "postgres";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import type { TestDatabase } from "@/db/testing/database";
import { seedAgency, type TestAgency } from "@/db/testing/seed-agency";
import { seedSession } from "@/db/testing/seed-person";
import { openRequest } from "@/server/access/request-scope";
import { type Id, publicId } from "@/server/platform/ids";
import { createLogger } from "@/server/platform/log";
import { appRouter } from "./root";
import { createCallerFactory } from "./trpc";

type Figure = { name: string; value: number; bar: number; better: "lower" | "higher" };

const granted = 300;
const ordersPerTenant = 200;
const rounds = 40;
const log = createLogger("bench", "silent");

/**
 * An agency's lead with 300 granted tenants of 200 orders and five things to do each, against the lead of an agency with
 * one such tenant; each round is a request of its own, as a browser makes it. "Switch": the frame of a tenant that the
 * round before was not in, its grants and figures, and the first 50 rows of its orders; against the same for the one tenant that is
 * always the same. "All tenants": the page over all of them against the page over one. Medians of wall time in turns,
 * without the network and without rendering.
 */
export async function benchSwitching(database: TestDatabase): Promise<Figure[]> {
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
  const root = postgres(database.superUrl, { max: 1, onnotice: () => undefined });
  try {
    const [large, small] = [await seedAgency("Large"), await seedAgency("Small")];
    const [many, one] = [await seedClients(root, large, granted), await seedClients(root, small, 1)];
    await root`vacuum analyze`;
    const [lead, other] = [await openBrowser(large), await openBrowser(small)];
    const times = {
      switch: [] as number[],
      stay: [] as number[],
      all: [] as number[],
      single: [] as number[],
    };
    for (let round = -4; round < rounds; round++) {
      // 7 and 300 have no factor in common: each tenant in turn, never one twice
      const to = many[((round + 4) * 7) % many.length] ?? "";
      const taken = {
        switch: await timed(() => openOrders(lead(), to)),
        stay: await timed(() => openOrders(other(), one[0] ?? "")),
        all: await timed(() => openAll(lead(), granted + 1)),
        single: await timed(() => openAll(other(), 2)),
      };
      if (round < 0) continue;
      for (const kind of ["switch", "stay", "all", "single"] as const) times[kind].push(taken[kind]);
    }
    const [toFirstRows, staying, all, single] = [times.switch, times.stay, times.all, times.single].map(
      median,
    );
    return [
      {
        name: "switch tenant to first rows, 300 granted, ms",
        value: toFirstRows ?? 0,
        bar: 0,
        better: "lower",
      },
      {
        name: "… against the one tenant of a small agency",
        value: (toFirstRows ?? 0) / (staying ?? 1),
        bar: 2,
        better: "lower",
      },
      { name: "all-tenants page over 300 tenants, ms", value: all ?? 0, bar: 0, better: "lower" },
      { name: "… against one tenant", value: (all ?? 0) / (single ?? 1), bar: 5, better: "lower" },
    ];
  } finally {
    await root.end();
    await disconnectDatabase();
  }
}

const createCaller = createCallerFactory(appRouter);
type Caller = ReturnType<typeof createCaller>;

async function openBrowser({ staffId }: TestAgency): Promise<() => Caller> {
  const sessionToken = await seedSession(staffId);
  return () => createCaller(openRequest({ requestId: "bench", sessionToken, log }));
}

/** What the layout and the page of a tenant's orders ask for. */
async function openOrders(caller: Caller, tenant: string): Promise<void> {
  await caller.tenants.current({ tenant });
  const [list] = await Promise.all([
    caller.orders.list({ tenant, filter: {}, limit: 50 }),
    caller.session.tenants(),
    caller.session.me(),
    caller.dashboards.freshness({ tenant }),
    caller.dashboards.markets({ tenant }),
    caller.dashboards.due({ tenant, by: "due" }),
  ]);
  if (list.rows.length !== 50) throw new Error(`${list.rows.length} rows instead of 50`);
}

async function openAll(caller: Caller, expected: number): Promise<void> {
  const rows = await caller.dashboards.tenants();
  if (rows.length !== expected) throw new Error(`${rows.length} tenants instead of ${expected}`);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

const median = (of: readonly number[]): number =>
  of.toSorted((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0;

/** Tenants that have granted the agency access, written past the doors. @returns their public ids */
async function seedClients(root: postgres.Sql, agency: TestAgency, count: number): Promise<string[]> {
  return root.begin(async (tx) => {
    // foreign keys would be asked row by row; every row here names rows of the same statements
    await tx`set local session_replication_role = replica`;
    await tx`create temporary table made on commit drop as select uuidv7() as id, i from generate_series(1, ${count}::int) i`;
    await tx`insert into tenant (id, name, hue) select id, 'Tenant ' || i, i % 8 from made`;
    await tx`insert into agency_grant (tenant_id, id, agency_id, agency_name, role, granted_by_name, created_at)
      select id, uuidv7(), ${agency.tenantId}, ${agency.name}, 'manager', 'Owner', now() from made`;
    await tx`insert into connection (tenant_id, id, environment, country, region, selling_partner_id, label, authorisation,
        state, authorised_at, sealed_refresh_token)
      select id, id, 'production', 'DE', 'eu', 'amzn1.vg.' || i, '', 'self', 'active', now(), 'unset' from made`;
    await tx`insert into sync_flow (tenant_id, connection_id, flow, every_minutes, next_due_at, next_sweep_at, last_ok_at)
      select id, id, 'orders', 15, now(), now(), now() from made`;
    await tx`insert into purchase_order (tenant_id, id, connection_id, number, state, status, ordered_at, ordered_on,
        confirm_due_at, country, ship_to, currency, value, line_count, ordered_units, archive_id, first_seen_at, seen_at)
      select m.id, uuidv7(), m.id, 'P' || n, 'acknowledged', 'confirmed', now() - n * interval '1 hour',
        current_date, now() + n * interval '1 hour', 'DE', '{"code": "CGN1"}', 'EUR', 100, 1, 10, m.id, now(), now()
      from made m, generate_series(1, ${ordersPerTenant}::int) n`;
    await tx`insert into work_item (tenant_id, id, kind, subject_kind, subject_id, connection_id, due_at, state, facts, created_at)
      select m.id, uuidv7(), 'confirm', 'order', uuidv7(), m.id, now() + n * interval '1 hour', 'open', '{}', now()
      from made m, generate_series(1, 5) n`;
    const rows = await tx<{ id: Id<"tenant"> }[]>`select id from made order by i`;
    return rows.map(({ id }) => publicId("tenant", id));
  });
}
