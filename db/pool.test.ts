import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Id, newId } from "@/server/platform/ids";
import { connectDatabase, disconnectDatabase, pools } from "./client";
import { member, tenant } from "./schema/tenants";
import { asPerson, inGrants, inTenant } from "./tenant";
import { createTestDatabase, type TestDatabase } from "./testing/database";
import { seedTenant, type TestTenant } from "./testing/seed-tenant";

// Many tenants on few connections: a connection that comes back from a failed or cancelled request knows nothing of it.
// POOL_REQUESTS=10000 is the long run.

const requests = Number(process.env.POOL_REQUESTS ?? 2000);
/** waiting for one of five connections: more would wait longer than a slow machine's pool lets anybody */
const atOnce = 60;

let database: TestDatabase;
let tenants: TestTenant[];
beforeAll(async () => {
  database = await createTestDatabase();
  const urls = { app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl };
  connectDatabase(urls, { max: 5 });
  tenants = [];
  for (let i = 0; i < 50; i++) tenants.push(await seedTenant(`Tenant ${i}`));
});
afterAll(async () => {
  await disconnectDatabase();
  await database.drop();
});

type Outcome = "read" | "failed" | "cancelled";

/** One request of one tenant that may break in the middle. @returns how it ended, and the tenants whose rows it saw */
async function request(of: TestTenant, nth: number): Promise<{ outcome: Outcome; seen: Set<Id<"tenant">> }> {
  const seen = new Set<Id<"tenant">>();
  const look = async (tx: Parameters<Parameters<typeof inTenant>[1]>[0]) => {
    for (const row of await tx.select({ id: tenant.id }).from(tenant)) seen.add(row.id);
    for (const row of await tx.select({ id: member.tenantId }).from(member)) seen.add(row.id);
  };
  const breaking = new Error("broken on purpose");
  try {
    if (nth % 11 === 3) await asPerson(of.ownerId, look);
    else if (nth % 11 === 7) await inGrants([of.tenantId], look);
    else {
      await inTenant(of.tenantId, async (tx) => {
        await look(tx);
        if (nth % 5 === 1) throw breaking;
        if (nth % 5 === 2) await tx.execute(sql`select 1 / 0`);
        if (nth % 5 === 3) {
          await tx.execute(sql`set local statement_timeout = 2`);
          await tx.execute(sql`select pg_sleep(1)`);
        }
        await tx
          .update(tenant)
          .set({ zone: `zone ${nth}` })
          .where(eq(tenant.id, of.tenantId));
        await look(tx);
      });
    }
    return { outcome: "read", seen };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const code = cause instanceof Error && "code" in cause ? cause.code : null;
    if (error !== breaking && code !== "22012" && code !== "57014") throw error;
    return { outcome: code === "57014" ? "cancelled" : "failed", seen };
  }
}

test("thousands of interleaved requests of 50 tenants on 5 connections, broken and cancelled ones among them, see no foreign row", async () => {
  const counts: Record<Outcome, number> = { read: 0, failed: 0, cancelled: 0 };
  let foreign = 0;
  let next = 0;
  const runner = async () => {
    for (let nth = next++; nth < requests; nth = next++) {
      const of = tenants[Math.floor(nth / 7) % tenants.length];
      if (!of) throw new Error("no tenant");
      const { outcome, seen } = await request(of, nth);
      counts[outcome] += 1;
      for (const id of seen) if (id !== of.tenantId) foreign += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, runner));
  expect(foreign).toBe(0);
  expect(counts.read).toBeGreaterThan(0.4 * requests);
  expect(counts.failed).toBeGreaterThan(0.25 * requests);
  expect(counts.cancelled).toBeGreaterThan(0.1 * requests);
  // and what each wrote is its own: the last zone of a tenant came from a request of that tenant
  for (const [index, one] of tenants.entries()) {
    const [row] = await inTenant(one.tenantId, (tx) => tx.select().from(tenant));
    const nth = Number(row?.zone.replace("zone ", ""));
    expect(Math.floor(nth / 7) % tenants.length).toBe(index);
  }
}, 240_000);

test("a connection whose last request was broken off shows a stranger nothing", async () => {
  const [one] = tenants;
  if (!one) throw new Error("no tenant");
  for (let i = 0; i < 10; i++) {
    const broken = inTenant(one.tenantId, (tx) => tx.execute(sql`select 1 / 0`));
    await expect(broken).rejects.toThrow();
  }
  const rows = await inTenant(newId("tenant"), (tx) => tx.select().from(tenant));
  expect(rows).toEqual([]);
});

test("what a door has set is gone with its transaction, on every connection of the pool", async () => {
  await Promise.all(tenants.map((one) => inTenant(one.tenantId, (tx) => tx.select().from(tenant))));
  const setting = () =>
    pools().appDb.execute<{ left: string }>(
      sql`select concat(current_setting('app.tenant_id', true), current_setting('app.user_id', true),
        current_setting('app.tenant_ids', true)) as left, pg_sleep(0.01)`,
    );
  const found = await Promise.all(Array.from({ length: 10 }, setting));
  expect(found.map(({ rows }) => rows[0]?.left)).toEqual(Array.from({ length: 10 }, () => ""));
});
