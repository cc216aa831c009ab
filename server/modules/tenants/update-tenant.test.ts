import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { audit, invitation, tenant } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedTenant } from "@/db/testing/seed-tenant";
import type { Ctx } from "@/server/access/context";
import { memberContext } from "@/server/access/testing/test-context";
import { newId } from "@/server/platform/ids";
import { getTenant } from "./get-tenant";
import { updateTenantShape } from "./input";
import { updateTenant } from "./update-tenant";

let database: TestDatabase;
let ctx: Ctx;
beforeAll(async () => {
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
});
afterAll(async () => {
  await disconnectDatabase();
  await database.drop();
});
beforeEach(async () => {
  ctx = memberContext((await seedTenant("Before")).tenantId, "admin");
});

const before = { name: "Before", hue: 1, zone: "Europe/London" };
const after = { name: "After", hue: 6, zone: "Asia/Tokyo" };

test("a workspace takes its new name, colour and zone, open invitations show them, spent ones stay", async () => {
  const row = (acceptedAt: Date | null) => ({
    tenantId: ctx.tenantId,
    id: newId("invitation"),
    email: `${newId("user")}@larkmoor.example`,
    role: "viewer" as const,
    tokenHash: Buffer.from(newId("invitation")),
    tenantName: "Before",
    tenantHue: 1,
    invitedByName: "Mara",
    createdAt: new Date(),
    expiresAt: new Date(),
    acceptedAt,
  });
  await inTenant(ctx.tenantId, (tx) => tx.insert(invitation).values([row(null), row(new Date())]));
  await updateTenant(ctx, { ...after, before });
  expect(await getTenant(ctx)).toMatchObject(after);
  const found = await inTenant(ctx.tenantId, (tx) => tx.select().from(invitation).orderBy(invitation.id));
  expect(found.map(({ tenantName, tenantHue }) => [tenantName, tenantHue])).toEqual([
    ["After", 6],
    ["Before", 1],
  ]);
  const rows = await inTenant(ctx.tenantId, (tx) => tx.select().from(audit));
  expect(rows).toMatchObject([{ action: "tenant.configure", before, after }]);
});

test("of two people who change it at once one is told that it changed", async () => {
  const other = { ...after, name: "Other" };
  const both = await Promise.allSettled([
    updateTenant(ctx, { ...after, before }),
    updateTenant(ctx, { ...other, before }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "CONFLICT" } });
  expect(await inTenant(ctx.tenantId, (tx) => tx.$count(audit))).toBe(1);
});

test("what the form did not show cannot be overwritten: any other value before is a conflict", async () => {
  for (const stale of [{ name: "x" }, { hue: 2 }, { zone: "UTC" }]) {
    const call = updateTenant(ctx, { ...after, before: { ...before, ...stale } });
    await expect(call).rejects.toMatchObject({ code: "CONFLICT" });
  }
  expect(await inTenant(ctx.tenantId, (tx) => tx.select().from(tenant))).toMatchObject([before]);
});

test("a role without the right, and staff of an agency whatever its role, change nothing", async () => {
  const refused = { code: "FORBIDDEN" };
  const manager = memberContext(ctx.tenantId, "manager");
  await expect(updateTenant(manager, { ...after, before })).rejects.toMatchObject(refused);
  const staff: Ctx = {
    ...ctx,
    actor: {
      kind: "agency",
      userId: newId("user"),
      name: "Staff",
      email: "staff@larkmoor.example",
      agencyId: newId("tenant"),
      agencyName: "Agency",
      grantId: newId("grant"),
      role: "admin",
      connectionIds: null,
    },
  };
  await expect(updateTenant(staff, { ...after, before })).rejects.toMatchObject(refused);
  const seen = await getTenant(staff);
  expect(seen).toMatchObject(before);
  for (const action of ["tenant.configure", "tenant.delete"] as const) expect(seen.can).not.toContain(action);
});

test.each([
  ["no name", { name: "  " }],
  ["a name of 201 letters", { name: "x".repeat(201) }],
  ["a name with a line break", { name: "a\r\nBcc: x" }],
  ["a hue that the design does not have", { hue: 8 }],
  ["half a hue", { hue: 1.5 }],
  ["a zone that nobody lives in", { zone: "Mars/Olympus" }],
])("%s is refused", (_, given) => {
  expect(updateTenantShape.safeParse({ ...after, before, ...given }).success).toBe(false);
});
