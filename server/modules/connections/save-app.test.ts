import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { acornApp, connection, syncFlow } from "@/db/schema/connections";
import { audit } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { standingClock } from "@/server/access/testing/test-context";
import { openFor } from "@/server/modules/tenants/tenant-key";
import { disableApp } from "./disable-app";
import { listApps } from "./list-apps";
import { resumeConnection } from "./resume-connection";
import { saveApp } from "./save-app";
import { clientSecretOf } from "./sealed-columns";
import {
  connectTenant,
  openTenant,
  openWorld,
  type Tenant,
  type World,
  withRole,
} from "./testing/connected-tenant";

let world: World;
let tenant: Tenant;
const clock = standingClock("2026-11-23T12:00:00Z");
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  tenant = await openTenant(clock);
});

const app = {
  name: "Ours",
  applicationId: "amzn1.sellerapps.app.1",
  clientId: "amzn1.client.1",
  clientSecret: "canary-secret-1",
  visibility: "private" as const,
  state: "draft" as const,
};

test("a secret is sealed in its row and shown to nobody, not even in the audit", async () => {
  const { appId } = await saveApp(tenant.owner, app);
  const other = await openTenant(clock);
  await inTenant(tenant.tenantId, async (tx) => {
    const [row] = await tx.select().from(acornApp);
    const sealed = row?.sealedClientSecret ?? "";
    expect(await openFor(tx, tenant.tenantId, clientSecretOf(appId), sealed)).toBe("canary-secret-1");
    expect(JSON.stringify([row, await tx.select().from(audit), await listApps(tenant.owner)])).not.toContain(
      "canary",
    );
  });
  await inTenant(tenant.tenantId, (tx) => tx.select().from(acornApp)).then(([row]) =>
    inTenant(other.tenantId, (tx) =>
      expect(
        openFor(tx, other.tenantId, clientSecretOf(appId), row?.sealedClientSecret ?? ""),
      ).rejects.toMatchObject({ code: "INTERNAL" }),
    ),
  );
});

test("the rotation clock starts with each new secret, and only then", async () => {
  const { appId } = await saveApp(tenant.owner, app);
  const [first] = await listApps(tenant.owner);
  expect(first?.secretEndsAt.getTime()).toBe(clock.now().getTime() + 180 * 86_400_000);
  clock.pass(86_400_000);
  const { clientSecret: _, ...rest } = app;
  await saveApp(tenant.owner, { ...rest, appId, name: "Renamed" });
  expect(await listApps(tenant.owner)).toMatchObject([{ name: "Renamed", secretSetAt: first?.secretSetAt }]);
  await saveApp(tenant.owner, { ...app, appId });
  expect(await listApps(tenant.owner)).toMatchObject([{ secretSetAt: clock.now() }]);
});

test("a new app without secret and with a client id that is taken hears of both", async () => {
  await saveApp(tenant.owner, app);
  const { clientSecret: _, ...rest } = app;
  await expect(saveApp(tenant.owner, rest)).rejects.toMatchObject({
    code: "INVALID",
    violations: [
      { code: "clientIdTaken", field: "clientId" },
      { code: "required", field: "clientSecret" },
    ],
  });
  // Another tenant may have an app of the same client id: nobody learns of it.
  await saveApp((await openTenant(clock)).owner, app);
});

test("another tenant's app can be neither changed nor disabled", async () => {
  const other = await openTenant(clock);
  const { appId } = await saveApp(other.owner, app);
  await expect(saveApp(tenant.owner, { ...app, appId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(disableApp(tenant.owner, { appId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await listApps(other.owner)).toMatchObject([{ state: "draft" }]);
});

test("disabling an app pauses its connections at once, and they stay so until it is back", async () => {
  const { appId } = await saveApp(tenant.owner, app);
  const connectionId = await connectTenant(tenant, world);
  await inTenant(tenant.tenantId, (tx) => tx.update(connection).set({ appId }));
  expect(await disableApp(tenant.owner, { appId })).toEqual({ paused: 1 });
  await inTenant(tenant.tenantId, async (tx) => {
    expect(await tx.select().from(connection)).toMatchObject([
      { state: "paused", stateReason: "app-disabled" },
    ]);
    expect((await tx.select().from(syncFlow)).map((flow) => flow.enabled)).toEqual([false, false]);
  });
  await expect(resumeConnection(tenant.owner, { connectionId })).rejects.toMatchObject({
    reason: "app-disabled",
  });
  await saveApp(tenant.owner, { ...app, appId, state: "approved" });
  await resumeConnection(tenant.owner, { connectionId });
  expect(await disableApp(tenant.owner, { appId })).toEqual({ paused: 1 });
  expect(await disableApp(tenant.owner, { appId })).toEqual({ paused: 0 });
});

test("apps belong to owners and admins", async () => {
  for (const role of ["manager", "operator", "viewer"] as const) {
    await expect(saveApp(await withRole(tenant, role), app)).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
});
