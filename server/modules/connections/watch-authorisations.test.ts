import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { authDb } from "@/db/auth-door";
import { user } from "@/db/schema/auth";
import { connection, syncFlow } from "@/db/schema/connections";
import { mail, workItem } from "@/db/schema/work-items";
import { inTenant } from "@/db/tenant";
import { standingClock } from "@/server/access/testing/test-context";
import type { Id } from "@/server/platform/ids";
import { saveApp } from "./save-app";
import { settleSyncWork } from "./settle-sync-work";
import {
  connectTenant,
  openTenant,
  openWorld,
  type Tenant,
  type World,
  withRole,
} from "./testing/connected-tenant";
import { watchAuthorisations } from "./watch-authorisations";

let world: World;
let tenant: Tenant;
let id: Id<"connection">;
let clock: ReturnType<typeof standingClock>;
const dayMs = 86_400_000;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  clock = standingClock("2026-01-10T08:00:00Z");
  tenant = await openTenant(clock);
  id = await connectTenant(tenant, world);
});

const watch = () => watchAuthorisations(tenant.job);
const mails = async () =>
  (await inTenant(tenant.tenantId, (tx) => tx.select().from(mail).orderBy(mail.id))).map((row) => [
    row.template,
    row.facts.days ?? null,
  ]);
const items = async () =>
  (await inTenant(tenant.tenantId, (tx) => tx.select().from(workItem).orderBy(workItem.id))).map((row) => [
    row.kind,
    row.state,
  ]);
/** Days pass with the job running in each. */
async function live(days: number) {
  for (let n = 0; n < days; n++) {
    clock.pass(dayMs);
    await watch();
  }
}

test("a consent is told of at 30, 7 and 1 days before its end, once each, and has one work item with its date", async () => {
  clock.pass(334 * dayMs);
  await watch();
  expect([await items(), await mails()]).toEqual([[], []]);
  await live(32);
  expect(await mails()).toEqual([
    ["authorisation-due", 30],
    ["authorisation-due", 7],
    ["authorisation-due", 1],
  ]);
  expect(await items()).toEqual([["reauthorise", "open"]]);
  const [row] = await inTenant(tenant.tenantId, (tx) => tx.select().from(workItem));
  expect(row?.dueAt?.toISOString()).toBe("2027-01-10T08:00:00.000Z");
});

test("a job that slept through the thresholds sends one mail, not all it missed", async () => {
  clock.pass(362 * dayMs);
  await watch();
  await watch();
  expect(await mails()).toEqual([["authorisation-due", 3]]);
});

test("a new consent closes the work item, and its own end is told of again", async () => {
  clock.pass(350 * dayMs);
  await watch();
  await connectTenant(tenant, world);
  expect(await items()).toEqual([["reauthorise", "done"]]);
  clock.pass(340 * dayMs);
  await watch();
  expect(await items()).toEqual([
    ["reauthorise", "done"],
    ["reauthorise", "open"],
  ]);
  expect(await mails()).toHaveLength(2);
});

test("an authorisation without a known end is left alone", async () => {
  await inTenant(tenant.tenantId, (tx) => tx.update(connection).set({ expiresAt: null }));
  clock.pass(1000 * dayMs);
  await watch();
  expect([await items(), await mails()]).toEqual([[], []]);
});

test("a client secret is told of from 90 days before its end, and a new one closes the work", async () => {
  const app = {
    name: "Ours",
    applicationId: "amzn1.app.1",
    clientId: "amzn1.client.1",
    clientSecret: "one",
    visibility: "private" as const,
    state: "approved" as const,
  };
  const { appId } = await saveApp(tenant.owner, app);
  clock.pass(89 * dayMs);
  await watch();
  expect(await items()).toEqual([]);
  await live(93);
  expect(await mails()).toEqual([
    ["secret-due", 90],
    ["secret-due", 30],
    ["secret-due", 7],
    ["secret-due", 1],
  ]);
  expect(await items()).toEqual([["rotate-secret", "open"]]);
  await saveApp(tenant.owner, { ...app, appId, clientSecret: "two" });
  await watch();
  expect(await items()).toEqual([["rotate-secret", "done"]]);
});

test("mail goes to those who can act, in the language each one chose", async () => {
  const admin = await withRole(tenant, "admin");
  await withRole(tenant, "viewer");
  if (admin.actor.kind !== "member") throw new Error("a member");
  await authDb().update(user).set({ locale: "zh-CN" }).where(eq(user.id, admin.actor.userId));
  clock.pass(364 * dayMs);
  await watch();
  const rows = await inTenant(tenant.tenantId, (tx) => tx.select().from(mail));
  expect(rows.map((row) => row.locale).sort()).toEqual(["en", "zh-CN"]);
});

test("flows that keep failing open one work item and mail once per silence; success closes it", async () => {
  const settle = (failures: number) =>
    inTenant(tenant.tenantId, async (tx) => {
      await tx
        .update(syncFlow)
        .set(failures === 0 ? { failures, lastOkAt: clock.now() } : { failures, lastErrorCode: "ACORN_DOWN" })
        .where(eq(syncFlow.flow, "orders"));
      await settleSyncWork(tx, tenant.job, id);
    });
  await settle(2);
  expect(await items()).toEqual([]);
  await settle(3);
  await settle(4);
  expect([await items(), await mails()]).toEqual([[["sync-failing", "open"]], [["sync-failing", null]]]);
  await settle(0);
  expect(await items()).toEqual([["sync-failing", "done"]]);
  await settle(3);
  expect(await mails()).toHaveLength(2);
});
