import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listDueFlows, listTenantIds } from "@/db/scheduler-door";
import { syncRun } from "@/db/schema/connections";
import { audit, tenant } from "@/db/schema/tenants";
import { mail } from "@/db/schema/work-items";
import { inTenant } from "@/db/tenant";
import { standingClock } from "@/server/access/testing/test-context";
import { acornFor } from "@/server/modules/connections/acorn-for-connection";
import { listConnections } from "@/server/modules/connections/list-connections";
import { requestSync } from "@/server/modules/connections/request-sync";
import {
  connectTenant,
  openTenant,
  openWorld,
  type Tenant,
  type World,
  withRole,
} from "@/server/modules/connections/testing/connected-tenant";
import { listOrders } from "@/server/modules/orders/list-orders";
import { beginRun } from "@/server/modules/syncs/begin-run";
import { type Id, newId } from "@/server/platform/ids";
import { askDeletion } from "./ask-deletion";
import { cancelDeletion } from "./cancel-deletion";
import { countContents } from "./count-contents";
import { getTenant } from "./get-tenant";

const dayMs = 86_400_000;
const word = { typedWord: "Tenant" };

let world: World;
let made: Tenant;
let connectionId: Id<"connection">;
let clock: ReturnType<typeof standingClock>;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  clock = standingClock(new Date());
  made = await openTenant(clock);
  connectionId = await connectTenant(made, world);
});

const readTenant = async () => (await inTenant(made.tenantId, (tx) => tx.select().from(tenant)))[0];
const isListed = async () => {
  const due = await listDueFlows(new Date(Date.now() + 40 * dayMs), 10_000);
  const all = await listTenantIds();
  return [due.some(({ tenantId }) => tenantId === made.tenantId), all.includes(made.tenantId)];
};

test("a workspace ends 7 days after its owner typed its name; asked again, the day and the mails stay", async () => {
  const { endsAt } = await askDeletion(made.owner, word);
  expect(endsAt.getTime() - clock.now().getTime()).toBe(7 * dayMs);
  clock.pass(dayMs);
  expect(await askDeletion(made.owner, word)).toEqual({ endsAt });
  expect(await getTenant(made.owner)).toMatchObject({
    endsAt,
    can: expect.arrayContaining(["tenant.delete"]),
  });
  const [mails, rows] = await inTenant(made.tenantId, async (tx) => [
    await tx.select().from(mail),
    await tx.select().from(audit).where(eq(audit.action, "tenant.delete")),
  ]);
  expect(mails).toMatchObject([
    { template: "tenant-ending", facts: { person: "Owner", endsAt: endsAt.toISOString() } },
  ]);
  expect(rows).toMatchObject([{ before: { endsAt: null }, after: { endsAt: endsAt.toISOString() } }]);
});

test.each(["", "tenant", "Tenan", "Tenant 2"])("the word %j ends nothing", async (typedWord) => {
  await expect(askDeletion(made.owner, { typedWord })).rejects.toMatchObject({
    violations: [{ code: "wrongWord", field: "typedWord" }],
  });
  expect((await readTenant())?.deletionDueAt).toBeNull();
});

test("only an owner can end a workspace, keep it, or learn what it holds", async () => {
  const admin = await withRole(made, "admin");
  const refused = { code: "FORBIDDEN" };
  await expect(askDeletion(admin, word)).rejects.toMatchObject(refused);
  await askDeletion(made.owner, word);
  await expect(cancelDeletion(admin)).rejects.toMatchObject(refused);
  expect(() => countContents(admin)).toThrow(expect.objectContaining(refused));
  expect((await readTenant())?.deletionDueAt).not.toBeNull();
  expect(await countContents(made.owner)).toEqual({ orders: 0, connections: 1, members: 2, agencies: 0 });
});

test("from the moment it is to end nothing is read from Amazon, while everything can still be seen", async () => {
  expect(await isListed()).toEqual([true, true]);
  await askDeletion(made.owner, word);
  expect(await isListed()).toEqual([false, false]);
  const ending = { code: "PRECONDITION", reason: "tenant-ending" };
  // an event that was on its way, the page after this one, a person who presses "Sync now"
  const run = { connectionId, flow: "orders", kind: "poll", runId: newId("syncRun") } as const;
  await expect(beginRun(made.job, run)).rejects.toMatchObject(ending);
  await expect(acornFor(made.job, connectionId, world.settings)).rejects.toMatchObject(ending);
  const press = requestSync(made.owner, { connectionId, flow: "orders" }, async () => undefined);
  await expect(press).rejects.toMatchObject(ending);
  expect(await inTenant(made.tenantId, (tx) => tx.$count(syncRun))).toBe(0);
  expect(await listConnections(made.owner)).toHaveLength(1);
  const filter = { environment: "production" } as const;
  expect(await listOrders(made.owner, { filter, sort: [], limit: 5 })).toMatchObject({ rows: [] });
});

test("kept until the last millisecond it goes on as before, and its people are told", async () => {
  await askDeletion(made.owner, word);
  clock.pass(7 * dayMs - 1);
  await cancelDeletion(made.owner);
  await cancelDeletion(made.owner);
  expect((await readTenant())?.deletionDueAt).toBeNull();
  expect(await isListed()).toEqual([true, true]);
  await acornFor(made.job, connectionId, world.settings);
  const [mails, rows] = await inTenant(made.tenantId, async (tx) => [
    await tx.select({ template: mail.template }).from(mail).orderBy(mail.id),
    await tx.select().from(audit).where(eq(audit.action, "tenant.delete")),
  ]);
  expect(mails.map(({ template }) => template)).toEqual(["tenant-ending", "tenant-kept"]);
  expect(rows).toHaveLength(2);
});

test("on its day a workspace can no longer be kept", async () => {
  await askDeletion(made.owner, word);
  clock.pass(7 * dayMs);
  await expect(cancelDeletion(made.owner)).rejects.toMatchObject({
    code: "PRECONDITION",
    reason: "tenant-over",
  });
  expect((await readTenant())?.deletionDueAt).not.toBeNull();
});

test("ended and kept at once, it is one of the two and both are written down", async () => {
  await askDeletion(made.owner, word);
  await Promise.all([cancelDeletion(made.owner), askDeletion(made.owner, word)]);
  const dueAt = (await readTenant())?.deletionDueAt ?? null;
  const rows = await inTenant(made.tenantId, (tx) =>
    tx.select().from(audit).where(eq(audit.action, "tenant.delete")).orderBy(audit.id),
  );
  expect(rows.filter(({ after }) => after?.endsAt === null)).toHaveLength(1);
  expect(rows.filter(({ after }) => after?.endsAt !== null)).toHaveLength(dueAt === null ? 1 : 2);
});
