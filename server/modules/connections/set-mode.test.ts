import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
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
