import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { tenant } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedMember } from "@/db/testing/seed-person";
import { seedTenant } from "@/db/testing/seed-tenant";
import { newId } from "@/server/platform/ids";
import { listTenants } from "./list-tenants";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
});
afterAll(async () => {
  await disconnectDatabase();
  await database.drop();
});

test("a person sees their own workspaces, the one joined first in front, with their role in each and no suspended one", async () => {
  const [own, guest, closed] = [await seedTenant("B"), await seedTenant("A"), await seedTenant("C")];
  await seedTenant("Foreign");
  await seedMember(guest.tenantId, own.ownerId, "viewer");
  await seedMember(closed.tenantId, own.ownerId, "admin");
  await inTenant(closed.tenantId, (tx) =>
    tx.update(tenant).set({ suspendedAt: new Date() }).where(eq(tenant.id, closed.tenantId)),
  );
  const seen = await listTenants(own.ownerId);
  expect(seen.map(({ name, role }) => [name, role])).toEqual([
    ["B", "owner"],
    ["A", "viewer"],
  ]);
  expect(await listTenants(newId("user"))).toEqual([]);
});
