import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "./client";
import { tenant } from "./schema/tenants";
import { asPerson, inGrants, inTenant, isInTransaction } from "./tenant";
import { createTestDatabase, type TestDatabase } from "./testing/database";
import { seedTenant, type TestTenant } from "./testing/seed-tenant";

let database: TestDatabase;
let root: postgres.Sql;
let a: TestTenant;
let b: TestTenant;
beforeAll(async () => {
  database = await createTestDatabase();
  // One connection: whatever a transaction leaves behind, the next one meets.
  const urls = { app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl };
  connectDatabase(urls, { max: 1 });
  root = postgres(database.superUrl, { max: 1, onnotice: () => {} });
  [a, b] = [await seedTenant("A"), await seedTenant("B")];
});
afterAll(async () => {
  await root.end();
  await disconnectDatabase();
  await database.drop();
});

const names = async (tx: Parameters<Parameters<typeof inTenant>[1]>[0]) =>
  (await tx.select({ name: tenant.name }).from(tenant)).map((row) => row.name);

test("each door shows its own scope and nothing stays for the next one", async () => {
  expect(await inTenant(a.tenantId, names)).toEqual(["A"]);
  expect(await asPerson(b.ownerId, names)).toEqual(["B"]);
  expect(await inGrants([a.tenantId, b.tenantId], names)).toEqual([]);
  expect(await inTenant(b.tenantId, names)).toEqual(["B"]);
  expect(isInTransaction()).toBe(false);
});

test("a nested call for the same tenant joins the transaction, with a pool of one", async () => {
  const both = await inTenant(a.tenantId, async (outer) => [
    await names(outer),
    await inTenant(a.tenantId, names),
  ]);
  expect(both).toEqual([["A"], ["A"]]);
});

test("a nested call for another scope is refused", async () => {
  await expect(inTenant(a.tenantId, () => inTenant(b.tenantId, names))).rejects.toThrow("another scope");
  await expect(inTenant(a.tenantId, () => asPerson(a.ownerId, names))).rejects.toThrow("another scope");
});

test("the doors for looking cannot write", async () => {
  const write = (tx: Parameters<Parameters<typeof inTenant>[1]>[0]) =>
    tx.insert(tenant).values({ ...a, id: a.tenantId, name: "X" });
  await expect(asPerson(a.ownerId, write)).rejects.toMatchObject({ cause: { code: "25006" } });
  await expect(inGrants([a.tenantId], write)).rejects.toMatchObject({ cause: { code: "25006" } });
});

test("after its connection has died, no statement of a transaction runs again, least of all in another tenant's", async () => {
  for (let turn = 0; turn < 10; turn++) {
    let seenByA: string[] | Error = [];
    const dying = inTenant(a.tenantId, async (tx) => {
      const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      await root`select pg_terminate_backend(${rows[0]?.pid ?? 0})`;
      seenByA = await names(tx).catch((error: Error) => error);
    }).catch((error: unknown) => error);
    const other = inTenant(b.tenantId, async (tx) => {
      const first = await names(tx);
      await new Promise((resolve) => setImmediate(resolve));
      return [first, await names(tx)];
    });
    expect(await dying).toBeInstanceOf(Error);
    expect(seenByA).toBeInstanceOf(Error);
    expect(await other).toEqual([["B"], ["B"]]);
  }
});
