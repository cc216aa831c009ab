import { eq } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { authDb } from "@/db/auth-door";
import { shredTenant } from "@/db/scheduler-door";
import { agencyGrant } from "@/db/schema/agencies";
import { tenantVisit, user } from "@/db/schema/auth";
import { connection } from "@/db/schema/connections";
import { archive, order } from "@/db/schema/orders";
import { audit, tenant, tenantKey } from "@/db/schema/tenants";
import { mail } from "@/db/schema/work-items";
import { inTenant } from "@/db/tenant";
import { hashRows } from "@/db/testing/hash-rows";
import { listTenantTables, seedEveryTable } from "@/db/testing/seed-every-table";
import { seedMember, seedPerson } from "@/db/testing/seed-person";
import { findActor } from "@/server/access/find-actor";
import { listTenants } from "@/server/access/list-tenants";
import { refreshTokenOf } from "@/server/modules/connections/sealed-columns";
import {
  connectTenant,
  openTenant,
  openWorld,
  type Tenant,
  type World,
} from "@/server/modules/connections/testing/connected-tenant";
import { askDeletion } from "@/server/modules/tenants/ask-deletion";
import { openFor } from "@/server/modules/tenants/tenant-key";
import { systemClock } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import { findJob, type Job, openJobs } from "./testing/open-jobs";

const dayMs = 86_400_000;

let world: World;
let root: postgres.Sql;
let jobs: Job[];
let own: Tenant & { connectionId: Id<"connection"> };
let other: Tenant & { connectionId: Id<"connection"> };
beforeAll(async () => {
  world = await openWorld();
  root = postgres(world.database.superUrl, { max: 4, onnotice: () => {} });
  jobs = openJobs(world);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await root.end();
  await world.stop();
});
beforeEach(async () => {
  [own, other] = [await openSynced(), await openSynced()];
});

/** A workspace whose orders were really read. */
async function openSynced() {
  const made = await openTenant();
  const connectionId = await connectTenant(made, world);
  const data = { tenantId: made.tenantId, connectionId, kind: "poll" };
  await findJob(jobs, "sync-orders").run({ event: { id: made.tenantId, data } });
  expect(await inTenant(made.tenantId, (tx) => tx.$count(order))).toBeGreaterThan(0);
  return { ...made, connectionId };
}

/** Its owner asked for its end so long ago. */
async function askDaysAgo({ owner, tenantId }: Tenant, days: number): Promise<void> {
  const [row] = await inTenant(tenantId, (tx) => tx.select({ name: tenant.name }).from(tenant));
  const clock = { ...systemClock, now: () => new Date(Date.now() - days * dayMs) };
  await askDeletion({ ...owner, clock }, { typedWord: row?.name ?? "" });
}

const shred = () => findJob(jobs, "shred-tenants").run();

/** Tables of every schema in which a row names this id anywhere: in a column, in a text, in a document. */
async function listTraces(id: string): Promise<string[]> {
  const tables = await root<{ name: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'auth', 'jobs', 'boss') and c.relkind in ('r', 'p') and not c.relispartition`;
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await root.unsafe(`select count(*)::int as n from ${name} t where t::text like '%${id}%'`);
    if (row?.n > 0) found.push(name);
  }
  return found;
}

test("on its day nothing of a workspace is left in any table, and no other workspace has lost a row", async () => {
  const every = newId("tenant");
  await seedEveryTable(root, every, "MARK");
  await root`update tenant set deletion_due_at = now() where id = ${every}`;
  await askDaysAgo(own, 8);
  const visit = { userId: own.ownerId, openedAt: new Date() };
  await authDb()
    .insert(tenantVisit)
    .values([
      { ...visit, tenantId: own.tenantId },
      { ...visit, tenantId: other.tenantId },
    ]);
  // without this the test would say nothing: each table has a row to lose, and the synced one more than one
  const tables = (await listTenantTables(root)).map((name) => `public.${name}`);
  expect((await listTraces(every)).sort()).toEqual(tables.sort());
  expect((await listTraces(own.tenantId)).length).toBeGreaterThan(12);
  const before = await hashRows(root, other.tenantId);

  await shred();

  expect(await listTraces(every)).toEqual([]);
  expect(await listTraces(own.tenantId)).toEqual([]);
  expect(await hashRows(root, other.tenantId)).toBe(before);
  expect(await listTraces(other.tenantId)).toContain("auth.tenant_visit");
});

test("what was sealed for a workspace cannot be opened after its end; its people keep their sign-in alone", async () => {
  const { tenantId, connectionId, ownerId } = own;
  const [row] = await inTenant(tenantId, (tx) =>
    tx.select().from(connection).where(eq(connection.id, connectionId)),
  );
  const open = () =>
    inTenant(tenantId, (tx) =>
      openFor(tx, tenantId, refreshTokenOf(connectionId), row?.sealedRefreshToken ?? ""),
    );
  expect(await open()).toMatch(/^Atzr\|/);
  await askDaysAgo(own, 8);
  await shred();
  await expect(open()).rejects.toMatchObject({ code: "INTERNAL" });
  expect(await authDb().$count(user, eq(user.id, ownerId))).toBe(1);
  expect(await listTenants(ownerId)).toEqual([]);
});

test("before its day the job takes nothing, and the database refuses by itself", async () => {
  await askDaysAgo(own, 6.5);
  const before = await hashRows(root, own.tenantId, ["mail"]);
  await shred();
  expect(await shredTenant(own.tenantId)).toBe(false);
  expect(await shredTenant(other.tenantId)).toBe(false);
  expect(await hashRows(root, own.tenantId, ["mail"])).toBe(before);
});

test("owners and admins are told at once and once more on the last day, nobody else and not again", async () => {
  const admin = await seedPerson();
  await seedMember(own.tenantId, admin, "admin");
  await seedMember(own.tenantId, await seedPerson(), "manager");
  const sent = async () => {
    const rows = await inTenant(own.tenantId, (tx) =>
      tx.select({ template: mail.template, to: mail.toEmail }).from(mail),
    );
    return rows.map(({ template, to }) => `${template} ${to}`).sort();
  };
  const told = (template: string) =>
    [own.ownerId, admin].map((id) => `${template} ${id}@example.test`).sort();
  await askDaysAgo(own, 5.9);
  await shred();
  expect(await sent()).toEqual(told("tenant-ending"));
  await root`update tenant set deletion_due_at = deletion_due_at - interval '3 hours' where id = ${own.tenantId}`;
  await shred();
  await shred();
  expect(await sent()).toEqual([...told("tenant-ending"), ...told("tenant-ending-soon")].sort());
});

test("two jobs at once delete one workspace once and nothing else", async () => {
  await askDaysAgo(own, 8);
  const before = await hashRows(root, other.tenantId);
  await Promise.all([shred(), shred(), shredTenant(own.tenantId)]);
  expect(await listTraces(own.tenantId)).toEqual([]);
  expect(await hashRows(root, other.tenantId)).toBe(before);
});

test("a deletion that dies half way has deleted nothing, and the next one deletes all", async () => {
  await askDaysAgo(own, 8);
  const before = await hashRows(root, own.tenantId);
  const lock = 77_001;
  const doomed = postgres(world.database.schedulerUrl, { max: 1, onnotice: () => {} });
  // Stops the deletion in the middle, at the first of the originals, until this test lets go.
  await root.unsafe(`
    create function stop_here() returns trigger language plpgsql as $$
    begin perform pg_advisory_xact_lock(${lock}); return old; end $$;
    create trigger stop_here before delete on archive for each row execute function stop_here()`);
  try {
    await root.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${lock})`;
      const died = doomed`select shred_tenant(${own.tenantId})`.then(
        () => "done",
        () => "died",
      );
      await expect
        .poll(async () => {
          const [killed] = await root`
            select pg_terminate_backend(pid) as done from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and query like '%shred_tenant%'`;
          return killed?.done;
        })
        .toBe(true);
      expect(await died).toBe("died");
    });
    expect(await hashRows(root, own.tenantId)).toBe(before);
    expect(await inTenant(own.tenantId, (tx) => tx.$count(tenantKey))).toBe(1);
  } finally {
    await root.unsafe("drop function stop_here() cascade");
    await doomed.end({ timeout: 1 });
  }
  await shred();
  expect(await listTraces(own.tenantId)).toEqual([]);
});

test("what a request under way wrote while its workspace was deleted goes with the second look", async () => {
  await askDaysAgo(own, 8);
  await shred();
  await inTenant(own.tenantId, (tx) =>
    tx.insert(archive).values({
      tenantId: own.tenantId,
      id: newId("archive"),
      kind: "order",
      sha256: Buffer.from("late"),
      content: Buffer.from("late"),
      size: 4,
      createdAt: new Date(),
    }),
  );
  expect(await listTraces(own.tenantId)).toEqual(["public.archive"]);
  expect(await shredTenant(own.tenantId)).toBe(true);
  expect(await listTraces(own.tenantId)).toEqual([]);
});

test("the end of an agency's workspace ends its grants: its clients keep the record, its staff are out", async () => {
  const agency = await openTenant();
  const staff = await seedPerson();
  await seedMember(agency.tenantId, staff, "operator");
  await root`update tenant set kind = 'agency' where id = ${agency.tenantId}`;
  const grantId = newId("grant");
  await inTenant(other.tenantId, (tx) =>
    tx.insert(agencyGrant).values({
      tenantId: other.tenantId,
      id: grantId,
      agencyId: agency.tenantId,
      agencyName: "Brightlane",
      role: "operator",
      grantedByName: "Mara",
      createdAt: new Date(),
    }),
  );
  const enter = () =>
    findActor({ id: staff, name: "Staff", email: "s@x.example" }, other.tenantId, new Date());
  expect(await enter()).toMatchObject({ kind: "agency", grantId });
  await askDaysAgo(agency, 8);
  await shred();
  expect(await enter()).toBeNull();
  const [left, said] = await inTenant(other.tenantId, async (tx) => [
    await tx.select().from(agencyGrant),
    await tx.select().from(audit).where(eq(audit.subjectId, grantId)),
  ]);
  expect(left).toMatchObject([{ agencyName: "Brightlane", revokedByName: "shred-tenants" }]);
  expect(left?.[0]?.revokedAt).not.toBeNull();
  expect(said).toMatchObject([{ action: "agency.ended", actorKind: "job" }]);
});
