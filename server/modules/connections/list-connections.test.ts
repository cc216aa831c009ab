import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { apiCall, syncFlow } from "@/db/schema/connections";
import { drift } from "@/db/schema/orders";
import { tenant as tenantTable } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { standingClock } from "@/server/access/testing/test-context";
import type { AcornCall } from "@/server/acorn/calls";
import type { Id } from "@/server/platform/ids";
import { newId } from "@/server/platform/ids";
import { listConnections } from "./list-connections";
import { recordCalls } from "./record-calls";
import { connectTenant, openTenant, openWorld, type Tenant, type World } from "./testing/connected-tenant";

let world: World;
let tenant: Tenant;
let connectionId: Id<"connection">;
let clock: ReturnType<typeof standingClock>;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  const noon = new Date();
  noon.setUTCHours(12, 0, 0, 0);
  clock = standingClock(noon);
  tenant = await openTenant(clock);
  connectionId = await connectTenant(tenant, world);
});

const call = (over: Partial<AcornCall> = {}): AcornCall => ({
  operation: "getPurchaseOrders",
  method: "GET",
  path: "/vendor/orders/v1/purchaseOrders",
  query: "limit=1",
  status: 200,
  startedAt: clock.now(),
  durationMs: 12,
  attempt: 1,
  requestId: "id",
  requestBytes: 0,
  responseBytes: 100,
  errorCode: null,
  headers: { request: { accept: "application/json" }, response: { date: "x" } },
  ...over,
});

test("calls are counted from midnight in the tenant's own zone, failed ones apart", async () => {
  await inTenant(tenant.tenantId, (tx) => tx.update(tenantTable).set({ zone: "Asia/Tokyo" }));
  const hoursAgo = (hours: number) => new Date(clock.now().getTime() - hours * 3_600_000);
  const record = recordCalls(tenant.job, connectionId);
  // Noon UTC is 21:00 in Tokyo: its day began 21 hours ago.
  for (const hours of [0, 5, 20.9]) record.onCall(call({ startedAt: hoursAgo(hours) }));
  record.onCall(call({ startedAt: hoursAgo(1), status: 503, errorCode: "ACORN_DOWN" }));
  record.onCall(call({ startedAt: hoursAgo(21.1) }));
  await record.flush();
  expect(await listConnections(tenant.owner)).toMatchObject([
    { callsToday: 4, failedToday: 1, mode: "shadow" },
  ]);
});

test("a flow says how fresh it is, when it is read next, and nothing of a next time while it is off", async () => {
  const lastOkAt = new Date(clock.now().getTime() - 60_000);
  await inTenant(tenant.tenantId, (tx) => tx.update(syncFlow).set({ lastOkAt, enabled: false, failures: 2 }));
  const [shown] = await listConnections(tenant.owner);
  expect(shown?.flows).toMatchObject([
    { flow: "order-status", lastOkAt, nextDueAt: null, enabled: false, failures: 2, run: null },
    { flow: "orders", lastOkAt, nextDueAt: null, enabled: false, failures: 2, run: null },
  ]);
  expect(JSON.stringify(shown)).not.toContain("sealed");
});

test("nobody sees another tenant's connections", async () => {
  expect(await listConnections((await openTenant()).owner)).toEqual([]);
});

test("calls are written once, with path and query and headers by side; none when one of them cannot be written", async () => {
  const record = recordCalls(tenant.job, connectionId);
  record.onCall(call());
  // More than the column holds.
  record.onCall(call({ durationMs: 1e12 }));
  await expect(record.flush()).rejects.toThrow();
  const read = () => inTenant(tenant.tenantId, (tx) => tx.select().from(apiCall));
  expect(await read()).toEqual([]);
  const again = recordCalls(tenant.job, connectionId);
  again.onCall(call());
  await again.flush();
  await again.flush();
  expect(await read()).toMatchObject([
    {
      connectionId,
      path: "/vendor/orders/v1/purchaseOrders?limit=1",
      headers: { "request.accept": "application/json", "response.date": "x" },
    },
  ]);
});

test("drift is one row for each path and value, with its count, and a NUL does not stop it", async () => {
  const record = recordCalls(tenant.job, connectionId);
  const one = { operation: "getPurchaseOrders", path: "orderDetails.new", value: "a\u0000b", count: 2 };
  for (let n = 0; n < 3; n++) record.onDrift(one);
  await record.flush();
  record.onDrift(one);
  await record.flush();
  const rows = await inTenant(tenant.tenantId, (tx) => tx.select().from(drift));
  expect(rows).toMatchObject([{ path: "orderDetails.new", value: "ab", count: 8, connectionId }]);
});

test("an unknown connection's calls can be recorded by nobody else's tenant", async () => {
  const other = await openTenant();
  const record = recordCalls(other.job, newId("connection"));
  record.onCall(call());
  await record.flush();
  expect(await inTenant(tenant.tenantId, (tx) => tx.select().from(apiCall))).toEqual([]);
});
