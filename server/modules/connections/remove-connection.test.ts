import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connection, syncFlow } from "@/db/schema/connections";
import { audit } from "@/db/schema/tenants";
import { workItem } from "@/db/schema/work-items";
import { inTenant } from "@/db/tenant";
import { holdRow } from "@/db/testing/hold-row";
import { openWorkItem } from "@/server/modules/work-items/open-work-item";
import type { Id } from "@/server/platform/ids";
import { acornFor } from "./acorn-for-connection";
import { listConnections } from "./list-connections";
import { pauseConnection } from "./pause-connection";
import { pgTokenStore } from "./pg-token-store";
import { removeConnection } from "./remove-connection";
import { resumeConnection } from "./resume-connection";
import { setFrequency } from "./set-frequency";
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
let connectionId: Id<"connection">;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  tenant = await openTenant();
  connectionId = await connectTenant(tenant, world);
});

const flows = () => inTenant(tenant.tenantId, (tx) => tx.select().from(syncFlow).orderBy(syncFlow.flow));

test("removing destroys the tokens, stops the flows, closes the work, and leaves nothing to call with", async () => {
  await inTenant(tenant.tenantId, (tx) =>
    openWorkItem(tx, tenant.owner, {
      kind: "sync-failing",
      subject: { kind: "connection", id: connectionId },
      connectionId,
    }),
  );
  await removeConnection(tenant.owner, { connectionId, typedWord: "US main" });
  expect(await readConnectionRow(tenant.tenantId, connectionId)).toMatchObject({
    state: "removed",
    sealedRefreshToken: "",
    sealedAccessToken: null,
  });
  expect((await flows()).every((flow) => !flow.enabled)).toBe(true);
  expect(await inTenant(tenant.tenantId, (tx) => tx.select().from(workItem))).toMatchObject([
    { state: "done" },
  ]);
  expect(await listConnections(tenant.owner)).toEqual([]);
  await expect(acornFor(tenant.job, connectionId, world.settings)).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect(await connectTenant(tenant, world)).toBe(connectionId);
});

test("removing asks for the name that is shown", async () => {
  await expect(removeConnection(tenant.owner, { connectionId, typedWord: "us main" })).rejects.toMatchObject({
    violations: [{ code: "wrongWord", field: "typedWord" }],
  });
  expect((await readConnectionRow(tenant.tenantId, connectionId)).state).toBe("active");
});

test("of two who remove it at once one does, and it is on record once", async () => {
  const remove = () => removeConnection(tenant.owner, { connectionId, typedWord: "US main" });
  const row = { tenantId: tenant.tenantId, table: "connection", id: connectionId } as const;
  const begin = () => Promise.allSettled([remove(), remove()]);
  const outcomes = await holdRow(world.database, row, { count: 2, begin });
  const refused = outcomes.filter((outcome) => outcome.status === "rejected");
  expect(refused).toMatchObject([{ reason: { code: "NOT_FOUND" } }]);
  const noted = await inTenant(tenant.tenantId, (tx) =>
    tx.$count(audit, eq(audit.action, "connection.remove")),
  );
  expect(noted).toBe(1);
});

test("a token that comes while the connection is removed is not stored", async () => {
  const renewing = pgTokenStore(tenant.job, connectionId).refresh("Atza|ended", async () => {
    await removeConnection(tenant.owner, { connectionId, typedWord: "US main" });
    return { accessToken: "Atza|late", expiresInMs: 3_600_000, refreshToken: "Atzr|late" };
  });
  await expect(renewing).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await readConnectionRow(tenant.tenantId, connectionId)).sealedRefreshToken).toBe("");
});

test("pausing stops calls and flows, resuming starts both at once", async () => {
  await pauseConnection(tenant.owner, { connectionId });
  await expect(acornFor(tenant.job, connectionId, world.settings)).rejects.toMatchObject({
    reason: "connection-paused",
  });
  expect((await flows()).map((flow) => flow.enabled)).toEqual([false, false]);
  await expect(pauseConnection(tenant.owner, { connectionId })).rejects.toMatchObject({
    code: "PRECONDITION",
  });
  await resumeConnection(tenant.owner, { connectionId });
  expect((await flows()).map((flow) => flow.enabled)).toEqual([true, true]);
  await expect(resumeConnection(tenant.owner, { connectionId })).rejects.toMatchObject({
    reason: "connection-active",
  });
});

test("a connection that waits for a consent cannot be resumed past it", async () => {
  await inTenant(tenant.tenantId, (tx) =>
    tx.update(connection).set({ state: "reauthorise" }).where(eq(connection.id, connectionId)),
  );
  await expect(resumeConnection(tenant.owner, { connectionId })).rejects.toMatchObject({
    reason: "connection-reauthorise",
  });
});

test("a frequency is kept per flow and says when it is due next", async () => {
  const daily = { kind: "daily", at: "06:30", zone: "Europe/Berlin" } as const;
  const { nextDueAt } = await setFrequency(tenant.owner, { connectionId, flow: "orders", frequency: daily });
  expect(await flows()).toMatchObject([
    { flow: "order-status", everyMinutes: 15 },
    { flow: "orders", everyMinutes: null, dailyAt: "06:30", dailyZone: "Europe/Berlin", nextDueAt },
  ]);
  const every = { kind: "every", minutes: 1 } as const;
  await setFrequency(tenant.owner, { connectionId, flow: "orders", frequency: every });
  const [shown] = await listConnections(tenant.owner);
  expect(shown?.flows[1]).toMatchObject({ flow: "orders", frequency: every });
});

test("nothing of this can be done to another tenant's connection", async () => {
  const other = (await openTenant()).owner;
  const frequency = { kind: "every", minutes: 1 } as const;
  const attempts = [
    () => pauseConnection(other, { connectionId }),
    () => resumeConnection(other, { connectionId }),
    () => removeConnection(other, { connectionId, typedWord: "US main" }),
    () => setFrequency(other, { connectionId, flow: "orders", frequency }),
  ];
  for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await readConnectionRow(tenant.tenantId, connectionId)).state).toBe("active");
});
