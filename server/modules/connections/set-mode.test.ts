import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connection } from "@/db/schema/connections";
import { inTenant } from "@/db/tenant";
import { listConnections } from "./list-connections";
import { removeConnection } from "./remove-connection";
import { setMode } from "./set-mode";
import {
  connectTenant,
  openTenant,
  openWorld,
  readConnectionRow,
  type Tenant,
  type World,
} from "./testing/connected-tenant";

let world: World;
let tenant: Tenant;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  tenant = await openTenant();
});

test("an account starts in shadow mode, new or connected again after its removal; a new consent keeps its mode", async () => {
  const typedWord = "US main";
  const connectionId = await connectTenant(tenant, world);
  const mode = async () => (await readConnectionRow(tenant.tenantId, connectionId)).mode;
  expect(await mode()).toBe("shadow");
  await setMode(tenant.owner, { connectionId, mode: "live", typedWord });
  await connectTenant(tenant, world);
  expect(await mode()).toBe("live");
  await removeConnection(tenant.owner, { connectionId, typedWord });
  await connectTenant(tenant, world);
  expect(await mode()).toBe("shadow");
});

test("an account of the sandbox has no mode to switch", async () => {
  const connectionId = await connectTenant(tenant, world);
  await inTenant(tenant.tenantId, (tx) =>
    tx.update(connection).set({ environment: "sandbox" }).where(eq(connection.id, connectionId)),
  );
  for (const mode of ["live", "shadow"] as const)
    await expect(setMode(tenant.owner, { connectionId, mode, typedWord: "US main" })).rejects.toMatchObject({
      code: "PRECONDITION",
      reason: "sandbox-mode",
    });
  expect((await readConnectionRow(tenant.tenantId, connectionId)).mode).toBe("shadow");
});

test("the list says since when an account is in its mode and who switched it; nobody did for a new one", async () => {
  const connectionId = await connectTenant(tenant, world);
  const since = async () =>
    (await listConnections(tenant.owner)).find(({ id }) => id === connectionId)?.modeSince;
  expect(await since()).toBeNull();
  const before = new Date();
  await setMode(tenant.owner, { connectionId, mode: "live", typedWord: "US main" });
  expect(await since()).toMatchObject({ by: "Owner" });
  expect((await since())?.at.getTime()).toBeGreaterThanOrEqual(before.getTime());
  await setMode(tenant.owner, { connectionId, mode: "shadow", typedWord: "" });
  await setMode(tenant.owner, { connectionId, mode: "live", typedWord: "US main" });
  await removeConnection(tenant.owner, { connectionId, typedWord: "US main" });
  await connectTenant(tenant, world);
  expect(await since()).toBeNull();
});
