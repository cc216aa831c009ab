import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { syncRun } from "@/db/schema/connections";
import { inTenant } from "@/db/tenant";
import { standingClock } from "@/server/access/testing/test-context";
import type { Id } from "@/server/platform/ids";
import { getRun } from "./get-run";
import { listConnections } from "./list-connections";
import { listRuns } from "./list-runs";
import { pauseConnection } from "./pause-connection";
import { requestSync, type SyncRequested } from "./request-sync";
import { connectTenant, openTenant, openWorld, type Tenant, type World } from "./testing/connected-tenant";

let world: World;
let tenant: Tenant;
let connectionId: Id<"connection">;
let sent: SyncRequested[];
const clock = standingClock(new Date());
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  tenant = await openTenant(clock);
  connectionId = await connectTenant(tenant, world);
  sent = [];
});

const request = (flow: "orders" | "order-status" = "orders") =>
  requestSync(tenant.owner, { connectionId, flow }, async (event) => {
    sent.push(event);
  });

test("sync now makes a run to watch and then the event that starts it", async () => {
  const { runId } = await request();
  expect(sent).toEqual([{ tenantId: tenant.tenantId, connectionId, flow: "orders", runId }]);
  expect(await getRun(tenant.owner, { runId })).toMatchObject({
    state: "queued",
    kind: "poll",
    stepsDone: 0,
  });
  const [shown] = await listConnections(tenant.owner);
  expect(shown?.flows.map((flow) => flow.run?.id ?? null)).toEqual([null, runId]);
});

test("of ten presses at once one makes a run, the others hear that one is under way", async () => {
  // Connections to the database open one after another; the presses must not.
  await Promise.all(Array.from({ length: 10 }, () => listConnections(tenant.owner)));
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => request()));
  expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
  for (const outcome of outcomes)
    if (outcome.status === "rejected")
      expect(outcome.reason).toMatchObject({ code: "CONFLICT", reason: "sync-running" });
  expect(sent).toHaveLength(1);
  await request("order-status");
});

test("a run that nobody took up within ten minutes blocks no longer", async () => {
  await request();
  clock.pass(10 * 60_000);
  await request();
});

test("a paused connection and another tenant's are not read", async () => {
  const other = await openTenant();
  await expect(
    requestSync(other.owner, { connectionId, flow: "orders" }, async () => {}),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
  await pauseConnection(tenant.owner, { connectionId });
  await expect(request()).rejects.toMatchObject({ reason: "connection-paused" });
  expect(sent).toEqual([]);
});

test("runs are listed by pages, the last begun first whatever its id, and another tenant's run is not found", async () => {
  const made: Id<"syncRun">[] = [];
  for (let n = 0; n < 60; n++) {
    const { runId } = await request();
    made.unshift(runId);
    await inTenant(tenant.tenantId, (tx) => tx.update(syncRun).set({ state: "done" }));
    clock.pass(1);
  }
  const last = made.pop();
  if (last) {
    made.unshift(last);
    await inTenant(tenant.tenantId, (tx) =>
      tx.update(syncRun).set({ startedAt: clock.now() }).where(eq(syncRun.id, last)),
    );
  }
  const first = await listRuns(tenant.owner, { connectionId });
  const second = await listRuns(tenant.owner, { connectionId, before: first.nextBefore ?? undefined });
  expect([...first.runs, ...second.runs].map((run) => run.id)).toEqual(made);
  expect(second.nextBefore).toBeNull();
  const other = await openTenant();
  const [runId] = made;
  if (runId) await expect(getRun(other.owner, { runId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
