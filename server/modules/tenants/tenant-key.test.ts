import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { tenantKey } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedTenant } from "@/db/testing/seed-tenant";
import type { Id } from "@/server/platform/ids";
import { createTenantKey, openFor, sealFor } from "./tenant-key";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
});
afterAll(async () => {
  await disconnectDatabase();
  await database.drop();
});

const place = { column: "connection.sealed_refresh_token", rowId: "row-1" };
const internal = expect.objectContaining({ code: "INTERNAL" });

async function makeTenant(): Promise<Id<"tenant">> {
  const { tenantId } = await seedTenant();
  await inTenant(tenantId, (tx) => createTenantKey(tx, tenantId));
  return tenantId;
}

test("a sealed secret opens in its own place only", async () => {
  const tenantId = await makeTenant();
  await inTenant(tenantId, async (tx) => {
    const sealed = await sealFor(tx, tenantId, place, "Atzr|secret");
    expect(sealed).not.toContain("secret");
    expect(await openFor(tx, tenantId, place, sealed)).toBe("Atzr|secret");
    await expect(openFor(tx, tenantId, { ...place, rowId: "row-2" }, sealed)).rejects.toEqual(internal);
    await expect(openFor(tx, tenantId, { ...place, column: "x.y" }, sealed)).rejects.toEqual(internal);
  });
});

test("a secret copied into another tenant's row does not open there", async () => {
  const [a, b] = [await makeTenant(), await makeTenant()];
  const sealed = await inTenant(a, (tx) => sealFor(tx, a, place, "secret"));
  await expect(inTenant(b, (tx) => openFor(tx, b, place, sealed))).rejects.toEqual(internal);
});

test("a key row copied into another tenant unwraps nothing", async () => {
  const [a, b] = [await makeTenant(), await makeTenant()];
  const sealed = await inTenant(a, (tx) => sealFor(tx, a, place, "secret"));
  const [row] = await inTenant(a, (tx) => tx.select().from(tenantKey));
  if (!row) throw new Error("no key");
  await inTenant(b, (tx) => tx.insert(tenantKey).values({ ...row, tenantId: b }));
  await expect(inTenant(b, (tx) => openFor(tx, b, place, sealed))).rejects.toEqual(internal);
});

test("after a rotation old secrets open and new ones use the new key", async () => {
  const tenantId = await makeTenant();
  await inTenant(tenantId, async (tx) => {
    const before = await sealFor(tx, tenantId, place, "old");
    await createTenantKey(tx, tenantId);
    const after = await sealFor(tx, tenantId, place, "new");
    expect(before.split(".")[1]).not.toBe(after.split(".")[1]);
    expect(await openFor(tx, tenantId, place, before)).toBe("old");
    expect(await openFor(tx, tenantId, place, after)).toBe("new");
  });
});

test("deleting the tenant's keys shreds what they sealed", async () => {
  const tenantId = await makeTenant();
  const sealed = await inTenant(tenantId, (tx) => sealFor(tx, tenantId, place, "secret"));
  await inTenant(tenantId, (tx) => tx.delete(tenantKey).where(eq(tenantKey.tenantId, tenantId)));
  await expect(inTenant(tenantId, (tx) => openFor(tx, tenantId, place, sealed))).rejects.toEqual(internal);
});
