import { afterAll, beforeAll, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { audit, member, tenant, tenantKey } from "@/db/schema/tenants";
import { asPerson, inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import type { Ctx } from "@/server/access/context";
import { addMember } from "@/server/modules/members/add-member";
import { systemClock } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import { createLogger } from "@/server/platform/log";
import { createTenant } from "./create-tenant";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
});
afterAll(async () => {
  await disconnectDatabase();
  await database.drop();
});

const scope = { clock: systemClock, log: createLogger("test", "silent"), requestId: "set-up" };
const person = (name: string) => ({ userId: newId("user"), name, email: `${name}@larkmoor.example` });
const asJob = (tenantId: Id<"tenant">): Ctx => ({ tenantId, actor: { kind: "job", name: "seed" }, ...scope });

test("a new workspace has its owner, its data key and its first audit rows", async () => {
  const owner = person("mara");
  const tenantId = await createTenant({ name: "Larkmoor Kitchen", hue: 3, owner }, scope);
  await inTenant(tenantId, async (tx) => {
    expect(await tx.select().from(tenant)).toMatchObject([{ name: "Larkmoor Kitchen", hue: 3, zone: "UTC" }]);
    expect(await tx.select().from(member)).toMatchObject([{ ...owner, role: "owner" }]);
    expect(await tx.select().from(tenantKey)).toHaveLength(1);
    const actions = (await tx.select().from(audit)).map((row) => row.action);
    expect(actions.sort()).toEqual(["member.added", "tenant.created"]);
  });
});

test("a workspace whose owner cannot be stored does not come into being", async () => {
  const owner = { ...person("half"), name: "nul \u0000 byte" };
  await expect(createTenant({ name: "Half", owner }, scope)).rejects.toThrow();
  expect(await asPerson(owner.userId, (tx) => tx.select().from(tenant))).toEqual([]);
});

test("a person has one place in a tenant; adding them again is a conflict and changes nothing", async () => {
  const tenantId = await createTenant({ name: "One", owner: person("one") }, scope);
  const viewer = person("viewer");
  await addMember(asJob(tenantId), { ...viewer, role: "viewer" });
  const again = addMember(asJob(tenantId), { ...viewer, role: "owner" });
  await expect(again).rejects.toMatchObject({ code: "CONFLICT" });
  const rows = await inTenant(tenantId, (tx) => tx.select().from(member));
  expect(rows.map((row) => row.role).sort()).toEqual(["owner", "viewer"]);
});

test("a member cannot be added by another member", async () => {
  const tenantId = await createTenant({ name: "Two", owner: person("two") }, scope);
  const { userId, ...rest } = person("two");
  const actor = {
    kind: "member" as const,
    userId,
    memberId: newId("member"),
    role: "owner" as const,
    ...rest,
  };
  const ctx: Ctx = { tenantId, actor, ...scope };
  await expect(addMember(ctx, { ...person("new"), role: "viewer" })).rejects.toMatchObject({
    code: "INTERNAL",
  });
});
