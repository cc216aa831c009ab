import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { apiCall, connection } from "@/db/schema/connections";
import { inTenant } from "@/db/tenant";
import type { Id } from "@/server/platform/ids";
import { acornFor } from "./acorn-for-connection";
import { connectByToken } from "./connect-by-token";
import { disableApp } from "./disable-app";
import { saveApp } from "./save-app";
import {
  openTenant,
  openWorld,
  privateApp,
  type Tenant,
  vendorGroup,
  type World,
} from "./testing/connected-tenant";

let world: World;
let tenant: Tenant;
let appId: Id<"app">;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  tenant = await openTenant();
  appId = (await saveApp(tenant.owner, own)).appId;
  world.simulator.control.clearFaults();
  world.simulator.control.clearLedger();
});

const own = {
  name: "Own",
  applicationId: privateApp.applicationId,
  clientId: privateApp.clientId,
  clientSecret: privateApp.clientSecret,
  visibility: "private" as const,
  state: "approved" as const,
};
const selfAuthorise = (clientId = privateApp.clientId) =>
  world.simulator.control.selfAuthorise({ clientId, vendorGroup });
const pasted = (refreshToken: string) => ({
  label: "US by token",
  country: "US",
  environment: "production" as const,
  refreshToken,
  appId,
});
const connect = (input: Parameters<typeof connectByToken>[1]) =>
  connectByToken(tenant.owner, input, world.settings);
const stored = () => inTenant(tenant.tenantId, (tx) => tx.select().from(connection));
const faults = (...violations: { code: string; field: string }[]) =>
  expect.objectContaining({ code: "INVALID", violations });

test("a pasted token that works makes a connection without a known end, which then reads", async () => {
  const { connectionId, isNew } = await connect({
    ...pasted(selfAuthorise()),
    sellingPartnerId: vendorGroup,
  });
  expect(isNew).toBe(true);
  expect(await stored()).toMatchObject([
    {
      id: connectionId,
      authorisation: "self",
      expiresAt: null,
      sellingPartnerId: vendorGroup,
      appId,
      state: "active",
    },
  ]);
  expect(world.simulator.control.ledger().totals).toMatchObject({ calls: 2, tokenCalls: 1 });
  const { client, flush } = await acornFor(tenant.job, connectionId, world.settings);
  const to = new Date();
  await client.getPurchaseOrders({ created: { from: new Date(to.getTime() - 3_600_000), to }, pageSize: 1 });
  await flush();
  expect(await inTenant(tenant.tenantId, (tx) => tx.select().from(apiCall))).toHaveLength(1);
});

test("without a vendor group the token's hash names the connection; a newer token is told which one it renews", async () => {
  const first = await connect(pasted(selfAuthorise()));
  const newer = selfAuthorise();
  const again = await connect({ ...pasted(newer), connectionId: first.connectionId });
  expect(again).toEqual({ connectionId: first.connectionId, isNew: false });
  const rows = await stored();
  expect(rows).toHaveLength(1);
  expect(rows[0]?.sellingPartnerId).toMatch(/^token\.[0-9a-f]{24}$/);
});

test("a token that Amazon refuses is a fault of its field, and nothing is stored", async () => {
  await expect(connect(pasted("Atzr|invented"))).rejects.toEqual(
    faults({ code: "tokenRefused", field: "refreshToken" }),
  );
  await expect(connect(pasted(selfAuthorise(world.settings.platformApp.clientId)))).rejects.toEqual(
    faults({ code: "tokenOfAnotherApp", field: "refreshToken" }),
  );
  await expect(connect({ ...pasted(selfAuthorise()), country: "DE" })).rejects.toEqual(
    faults({ code: "tokenOfAnotherRegion", field: "refreshToken" }),
  );
  expect(await stored()).toEqual([]);
});

test("an app with a wrong secret is named as the fault", async () => {
  await saveApp(tenant.owner, { ...own, appId, clientSecret: "wrong" });
  await expect(connect(pasted(selfAuthorise()))).rejects.toEqual(
    faults({ code: "appRefused", field: "refreshToken" }),
  );
});

test("while Amazon is down nothing is decided", async () => {
  world.simulator.control.addFault({ operation: "token", fault: "unavailable" });
  await expect(connect(pasted(selfAuthorise()))).rejects.toMatchObject({ code: "ACORN_DOWN" });
  expect(await stored()).toEqual([]);
});

test("a disabled app, another tenant's app and another tenant's connection are refused before any call", async () => {
  const other = await openTenant();
  const theirs = await saveApp(other.owner, { ...own, name: "Theirs" });
  await expect(connect({ ...pasted("Atzr|x"), appId: theirs.appId })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const foreign = await connectByToken(
    other.owner,
    { ...pasted(selfAuthorise()), appId: theirs.appId },
    world.settings,
  );
  world.simulator.control.clearLedger();
  await expect(connect({ ...pasted("Atzr|x"), connectionId: foreign.connectionId })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await disableApp(tenant.owner, { appId });
  await expect(connect(pasted("Atzr|x"))).rejects.toMatchObject({ reason: "app-disabled" });
  expect(world.simulator.control.ledger().totals.calls).toBe(0);
});

test("a sandbox connection stands beside the production one of the same account", async () => {
  const token = selfAuthorise();
  const production = await connect({ ...pasted(token), sellingPartnerId: vendorGroup });
  const sandbox = await connect({ ...pasted(token), sellingPartnerId: vendorGroup, environment: "sandbox" });
  expect(sandbox.connectionId).not.toBe(production.connectionId);
  expect((await stored()).map((row) => row.environment).sort()).toEqual(["production", "sandbox"]);
});
