import { eq } from "drizzle-orm";
import pg from "pg";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { connection, syncFlow } from "@/db/schema/connections";
import { workItem } from "@/db/schema/work-items";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedAgency, seedGrant } from "@/db/testing/seed-agency";
import { seedMember, seedPerson } from "@/db/testing/seed-person";
import { seedTenant, type TestTenant } from "@/db/testing/seed-tenant";
import { jobContext } from "@/server/access/testing/test-context";
import { openWorkItem } from "@/server/modules/work-items/open-work-item";
import { newId } from "@/server/platform/ids";
import { tenantOrder } from "./tenant-rules";
import { tenantsOverview } from "./tenants-overview";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
});
afterAll(async () => {
  await disconnectDatabase();
  await database.drop();
});

const now = new Date();
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

const openWork = (of: TestTenant, kind: "confirm" | "reauthorise" | "access-review", dueAt: Date | null) =>
  inTenant(of.tenantId, (tx) =>
    openWorkItem(tx, jobContext(of.tenantId), {
      kind,
      subject: { kind: "order", id: newId("order") },
      connectionId: kind === "access-review" ? undefined : of.connectionId,
      dueAt,
    }),
  );
const readAt = (of: TestTenant, lastOkAt: Date | null, everyMinutes: number | null = 15) =>
  inTenant(of.tenantId, (tx) => tx.update(syncFlow).set({ lastOkAt, everyMinutes }));

test("the worst tenant stands in front, with what is open, due next and how old its orders are", async () => {
  const person = await seedPerson();
  const names = ["Calm", "Late", "Silent", "Stale", "Consent", "Soon", "Daily"] as const;
  const made: Record<string, TestTenant> = {};
  for (const name of names) {
    const one = await seedTenant(name);
    made[name] = one;
    await seedMember(one.tenantId, person, "viewer");
    await readAt(one, inHours(-0.1));
  }
  const of = (name: (typeof names)[number]) => made[name] as TestTenant;
  await openWork(of("Late"), "confirm", inHours(-1));
  await openWork(of("Late"), "confirm", inHours(9));
  await openWork(of("Soon"), "confirm", inHours(3));
  await openWork(of("Calm"), "confirm", inHours(9));
  await openWork(of("Calm"), "confirm", null);
  await openWork(of("Consent"), "reauthorise", inHours(-2));
  await readAt(of("Stale"), inHours(-0.8));
  await readAt(of("Silent"), inHours(-2));
  await readAt(of("Daily"), inHours(-30), null);
  await openWork(await seedTenant("Foreign"), "confirm", inHours(-9));
  const rows = (await tenantsOverview(person, now)).sort(tenantOrder("en"));
  expect(rows.map(({ name, health, open, late }) => [name, health, open, late])).toEqual([
    ["Consent", "consent", 1, 1],
    ["Silent", "silent", 0, 0],
    ["Late", "late", 2, 1],
    ["Stale", "stale", 0, 0],
    ["Soon", "soon", 1, 0],
    ["Calm", "calm", 2, 0],
    ["Daily", "calm", 0, 0],
  ]);
  expect(rows.find(({ name }) => name === "Late")?.nextDueAt).toEqual(inHours(-1));
  expect(rows.find(({ name }) => name === "Silent")?.freshness).toEqual({
    updatedAt: inHours(-2),
    everyMinutes: 15,
  });
  expect(rows.find(({ name }) => name === "Daily")?.freshness?.everyMinutes).toBe(1440);
});

test("a sandbox counts nowhere: neither its work nor how old its orders are", async () => {
  const one = await seedTenant("Tried");
  const person = await seedPerson();
  await seedMember(one.tenantId, person, "owner");
  await readAt(one, inHours(-0.1));
  const sandboxId = newId("connection");
  await inTenant(one.tenantId, async (tx) => {
    const [row] = await tx.select().from(connection);
    if (!row) throw new Error("the tenant has a connection");
    await tx.insert(connection).values({ ...row, id: sandboxId, environment: "sandbox" });
    const [flow] = await tx.select().from(syncFlow).where(eq(syncFlow.flow, "orders"));
    if (!flow) throw new Error("the connection has a flow");
    await tx.insert(syncFlow).values({ ...flow, connectionId: sandboxId, lastOkAt: inHours(-99) });
  });
  const sandbox = { ...one, connectionId: sandboxId };
  await openWork(sandbox, "confirm", inHours(-5));
  await openWork(sandbox, "reauthorise", inHours(-5));
  await openWork(one, "confirm", inHours(9));
  expect(await tenantsOverview(person, now)).toMatchObject([
    {
      name: "Tried",
      health: "calm",
      open: 1,
      late: 0,
      connections: 1,
      stale: 0,
      silent: 0,
      needsConsent: false,
    },
  ]);
  // the work of an account stays marked however it is brought up to date
  await openWork(sandbox, "confirm", inHours(-6));
  const marks = await inTenant(one.tenantId, (tx) => tx.select().from(workItem));
  expect(marks.map(({ isSandbox }) => isSandbox).sort()).toEqual([false, true, true, true]);
});

test("a review of access is counted for those alone who may answer it", async () => {
  const one = await seedTenant("Reviewed");
  const [admin, viewer] = [await seedPerson(), await seedPerson()];
  await seedMember(one.tenantId, admin, "admin");
  await seedMember(one.tenantId, viewer, "viewer");
  const agency = await seedAgency();
  await seedGrant(one.tenantId, agency, { role: "admin" });
  await openWork(one, "access-review", inHours(20));
  const openFor = async (id: typeof admin) =>
    (await tenantsOverview(id, now)).find(({ name }) => name === "Reviewed")?.open;
  expect([await openFor(admin), await openFor(viewer), await openFor(agency.staffId)]).toEqual([1, 0, 0]);
});

test("300 tenants take no more statements than one", async () => {
  const agency = await seedAgency("Large");
  const root = postgres(database.superUrl, { max: 1, onnotice: () => undefined });
  try {
    const one = await seedTenant("First");
    await seedGrant(one.tenantId, agency);
    const few = await countStatements(() => tenantsOverview(agency.staffId, now));
    await seedMany(root, agency.tenantId, 299);
    let rows: Awaited<ReturnType<typeof tenantsOverview>> = [];
    const many = await countStatements(async () => {
      rows = await tenantsOverview(agency.staffId, now);
    });
    expect(rows).toHaveLength(301);
    expect(rows.filter(({ open }) => open === 5)).toHaveLength(299);
    expect(few).toBeGreaterThan(3);
    expect(many).toBe(few);
  } finally {
    await root.end();
  }
});

/** Tenants with a grant to the agency, a flow and five things to do each, past the doors. */
async function seedMany(root: postgres.Sql, agencyId: string, count: number): Promise<void> {
  await root.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`create temporary table made on commit drop as select uuidv7() as id, i from generate_series(1, ${count}::int) i`;
    await tx`insert into tenant (id, name, hue) select id, 'Tenant ' || i, i % 8 from made`;
    await tx`insert into agency_grant (tenant_id, id, agency_id, agency_name, role, granted_by_name, created_at)
      select id, uuidv7(), ${agencyId}, 'Large', 'manager', 'Owner', now() from made`;
    await tx`insert into sync_flow (tenant_id, connection_id, flow, every_minutes, next_due_at, next_sweep_at, last_ok_at)
      select id, id, 'orders', 15, now(), now(), now() from made`;
    await tx`insert into work_item (tenant_id, id, kind, subject_kind, subject_id, connection_id, due_at, state, facts, created_at)
      select m.id, uuidv7(), 'confirm', 'order', uuidv7(), m.id, now() + n * interval '1 hour', 'open', '{}', now()
      from made m, generate_series(1, 5) n`;
  });
}

/** Statements that the app's driver sent while the work ran. */
async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const sent = vi.spyOn(pg.Client.prototype, "query");
  await work();
  const { length } = sent.mock.calls;
  sent.mockRestore();
  return length;
}
