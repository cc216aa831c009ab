import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connection, type Flow, type RunKind, syncFlow, syncRun } from "@/db/schema/connections";
import { drift, order, orderChange, orderLine, orderRollup, quarantine } from "@/db/schema/orders";
import { workItem } from "@/db/schema/work-items";
import { inTenant } from "@/db/tenant";
import { standingClock } from "@/server/access/testing/test-context";
import { withAcorn } from "@/server/modules/connections/acorn-for-connection";
import {
  connectTenant,
  openTenant,
  openWorld,
  type Tenant,
  type World,
} from "@/server/modules/connections/testing/connected-tenant";
import { fetchOrder } from "@/server/modules/orders/fetch-order";
import { historyMs } from "@/server/modules/orders/read-windows";
import { toAppError } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";
import { beginRun, type RunRequest } from "./begin-run";
import { failRun, finishRun } from "./end-run";
import { followPages } from "./follow-pages";
import { readPage } from "./read-page";

const group = "amzn1.vg.7001001";
const start = "2026-04-23T12:00:00Z";
let testNumber = 0;
let world: World;
let tenant: Tenant;
let connectionId: Id<"connection">;
let clock: ReturnType<typeof standingClock>;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  world.simulator.control.clearFaults();
  world.simulator.control.resetLimits();
  // Each test a while later: what a test before put into the account is history then.
  moveTo(Date.parse(start) + ++testNumber * 6 * 3_600_000);
  tenant = await openTenant(clock);
  connectionId = await connectTenant(tenant, world);
});

function moveTo(at: string | number): void {
  const instant = new Date(at);
  world.simulator.control.clock.stand();
  world.simulator.control.clock.set(instant);
  clock = standingClock(instant);
  if (tenant) tenant = { ...tenant, owner: { ...tenant.owner, clock }, job: { ...tenant.job, clock } };
}

const request = (flow: Flow, kind: RunKind): RunRequest => ({
  connectionId,
  flow,
  kind,
  runId: newId("syncRun"),
});

/** What the job does, without an engine around it; stops after `pages` pages when told to. */
async function run(flow: Flow, kind: RunKind, pages = Number.POSITIVE_INFINITY) {
  const asked = request(flow, kind);
  const windows = await beginRun(tenant.job, asked);
  let read = 0;
  for (const window of windows) {
    const follow = followPages();
    let token: string | null = null;
    do {
      if (read++ === pages) return null;
      const page: { nextToken: string | null } = await withAcorn(
        tenant.job,
        connectionId,
        ({ client }) => readPage(tenant.job, client, { ...asked, window, token }),
        world.settings,
      );
      token = follow(page.nextToken);
    } while (token !== null);
  }
  return finishRun(tenant.job, asked);
}

async function readAll(): Promise<void> {
  await run("orders", "poll");
  let flow = (await run("order-status", "poll"))?.flow ?? "orders";
  for (let turn = 0; turn < 40; turn++) {
    const next = await run(flow, "backfill");
    if (!next) return;
    flow = next.flow;
  }
  throw new Error("the backfill does not end");
}

const rows = <T>(read: (tx: Parameters<Parameters<typeof inTenant>[1]>[0]) => Promise<T>) =>
  inTenant(tenant.tenantId, read);
const numbers = async () =>
  (await rows((tx) => tx.select({ number: order.number }).from(order))).map((row) => row.number).toSorted();
const held = () => {
  const to = clock.now().getTime();
  return world.simulator.control
    .orders(group, { from: to - historyMs, to })
    .map((found) => found.number)
    .toSorted();
};
/** What a first poll reads: placed or changed within 7 days and the overlap. */
const recent = () => {
  const from = clock.now().getTime() - 7 * 86_400_000 - 2 * 3_600_000;
  const to = clock.now().getTime();
  const isRecent = (at: string | null) => at !== null && Date.parse(at) >= from;
  return world.simulator.control
    .orders(group, { to })
    .filter((found) => isRecent(found.createdAt) || isRecent(found.changedAt))
    .map((found) => found.number)
    .toSorted();
};
const flowRow = async (flow: Flow) => {
  const [row] = await rows((tx) => tx.select().from(syncFlow).where(eq(syncFlow.flow, flow)));
  if (!row) throw new Error("no flow");
  return row;
};

test("six months are read whole: every PO Amazon holds, once, with its status", async () => {
  await readAll();
  expect(await numbers()).toEqual(held());
  const [counts] = await rows((tx) =>
    tx
      .select({
        orders: sql<number>`count(*)::int`,
        withStatus: sql<number>`count(${order.statusArchiveId})::int`,
        lines: sql<number>`sum(${order.lineCount})::int`,
      })
      .from(order),
  );
  expect(counts?.withStatus).toBe(counts?.orders);
  const lines = await rows((tx) => tx.$count(orderLine));
  expect(lines).toBe(counts?.lines);
  expect((await flowRow("orders")).backfillDoneAt).not.toBeNull();
  expect((await flowRow("order-status")).backfillDoneAt).not.toBeNull();
}, 60_000);

test("a second poll of an unchanged account writes no order", async () => {
  await run("orders", "poll");
  const version = () =>
    rows(async (tx) => {
      const found = await tx.execute(
        sql`select string_agg(xmin::text || ctid::text, ',' order by id) v from purchase_order`,
      );
      return found.rows;
    });
  const before = await version();
  clock.pass(60_000);
  await run("orders", "poll");
  expect(await version()).toEqual(before);
});

test("the cursor is never ahead of the data: it moves with the last page of a window only", async () => {
  await run("orders", "poll", 1);
  const middle = await flowRow("orders");
  const [unfinished] = await rows((tx) => tx.select().from(syncRun));
  expect(unfinished).toMatchObject({ state: "running", pages: 1 });
  const isLastPageOfFirst = middle.createdCursor !== null;
  expect(unfinished?.stepsDone).toBe(isLastPageOfFirst ? 1 : 0);
  expect(middle.changedCursor).toBeNull();
  expect(middle.lastOkAt).toBeNull();
  await run("orders", "poll");
  expect(await numbers()).toEqual(recent());
  expect((await flowRow("orders")).createdCursor).toEqual(clock.now());
});

test("what Amazon changes after the confirmation comes with the next poll, as a difference", async () => {
  const { control } = world.simulator;
  const made = control.addOrder(group, {
    lines: [
      { amount: 48, cost: "2.5" },
      { amount: 12, cost: "1" },
    ],
  });
  control.changeOrder(group, made.purchaseOrderNumber, { kind: "acknowledge" });
  moveTo(clock.now().getTime() + 60_000);
  await run("orders", "poll");
  moveTo(clock.now().getTime() + 3_600_000);
  control.changeOrder(group, made.purchaseOrderNumber, { kind: "quantity", line: "1", amount: 36 });
  moveTo(clock.now().getTime() + 60_000);
  await run("orders", "poll");
  const changed = await rows((tx) =>
    tx
      .select({ status: order.status, changes: orderChange.changes })
      .from(order)
      .innerJoin(orderChange, eq(orderChange.orderId, order.id))
      .where(eq(order.number, made.purchaseOrderNumber)),
  );
  expect(changed).toEqual([
    {
      status: "changed",
      changes: [expect.objectContaining({ path: "orderedUnits", before: "48", after: "36" })],
    },
  ]);
  const work = await rows((tx) =>
    tx
      .select({ kind: workItem.kind, facts: workItem.facts })
      .from(workItem)
      .where(eq(workItem.state, "open")),
  );
  expect(work).toContainEqual({
    kind: "changed",
    facts: expect.objectContaining({ number: made.purchaseOrderNumber }),
  });
});

test("an answer that somebody gave in Vendor Central is seen in the order status", async () => {
  const { control } = world.simulator;
  const made = control.addOrder(group, { lines: [{ amount: 10 }] });
  moveTo(clock.now().getTime() + 60_000);
  await run("orders", "poll");
  const statusOf = async () =>
    (await rows((tx) => tx.select().from(order).where(eq(order.number, made.purchaseOrderNumber))))[0];
  expect(await statusOf()).toMatchObject({ status: "to-confirm" });
  moveTo(clock.now().getTime() + 600_000);
  control.changeOrder(group, made.purchaseOrderNumber, { kind: "acknowledge" });
  moveTo(clock.now().getTime() + 60_000);
  await run("order-status", "poll");
  expect(await statusOf()).toMatchObject({ status: "confirmed", acceptedUnits: 10, nextDueAt: null });
});

describe("pages that Amazon should not send", () => {
  const cases = [
    ["the page before, again", "duplicate-page", { page: 2 }],
    ["an empty page with a token to go on", "empty-page", { page: 1 }],
    ["one record a page", "many-pages", "always"],
    ["an order of the page before, newer", "change-between-pages", { page: 2 }],
    ["the same order twice", "same-order-twice", "always"],
    ["a newer version first and the older one then", "older-after-newer", "always"],
  ] as const;
  test.each(cases)(
    "%s: the distinct orders are exact, and the roll-up is a recount",
    async (_name, fault, at) => {
      world.simulator.control.setLimit({ operation: "getPurchaseOrders" }, { rate: 1000, burst: 1000 });
      world.simulator.control.addFault({
        operation: "getPurchaseOrders",
        group,
        fault,
        at,
        ...(at === "always" ? {} : { count: 1 }),
      });
      await run("orders", "poll");
      world.simulator.control.clearFaults();
      expect(await numbers()).toEqual(recent());
      const [kept] = await rows((tx) =>
        tx.select({ orders: sql<number>`sum(${orderRollup.orders})::int` }).from(orderRollup),
      );
      expect(kept?.orders).toBe(recent().length);
    },
    60_000,
  );

  test("a token that leads back is found at its first repeat", async () => {
    world.simulator.control.addFault({
      operation: "getPurchaseOrders",
      group,
      fault: "looping-token",
      at: "always",
    });
    await expect(run("orders", "poll")).rejects.toMatchObject({ code: "ACORN_DRIFT", reason: "token-loop" });
  });

  test("a record nobody can read goes to quarantine with its bytes, and the rest of the page is stored", async () => {
    world.simulator.control.addFault({
      operation: "getPurchaseOrders",
      group,
      fault: "garbage-record",
      at: { call: 1 },
    });
    await run("orders", "poll");
    const kept = await rows((tx) => tx.select().from(quarantine));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept[0]?.faults.length).toBeGreaterThan(0);
    expect((await numbers()).length).toBeGreaterThanOrEqual(recent().length - kept.length);
  });

  test("unknown words and fields are kept and counted as drift", async () => {
    world.simulator.control.addFault({
      operation: "getPurchaseOrders",
      group,
      fault: "unknown-words",
      at: "always",
    });
    await run("orders", "poll");
    expect(await numbers()).toEqual(recent());
    expect((await rows((tx) => tx.select().from(drift))).length).toBeGreaterThan(0);
  });
});

describe("a run that fails", () => {
  test("keeps what it had stored, tells its error, and after the third time a person hears of it", async () => {
    for (let time = 1; time <= 3; time++) {
      const asked = request("orders", "poll");
      await beginRun(tenant.job, asked);
      const { failures } = await failRun(tenant.job, asked, toAppError(new Error("broken")));
      expect(failures).toBe(time);
    }
    const work = await rows((tx) => tx.select().from(workItem).where(eq(workItem.kind, "sync-failing")));
    expect(work).toMatchObject([{ state: "open", subjectId: connectionId }]);
    await run("orders", "poll");
    const after = await rows((tx) => tx.select().from(workItem).where(eq(workItem.kind, "sync-failing")));
    expect(after).toMatchObject([{ state: "done" }]);
  });

  test("told twice counts once", async () => {
    const asked = request("orders", "poll");
    await beginRun(tenant.job, asked);
    await failRun(tenant.job, asked, toAppError(new Error("broken")));
    expect(await failRun(tenant.job, asked, toAppError(new Error("broken")))).toEqual({ failures: 1 });
  });

  test("a connection whose authorisation is gone is not read again", async () => {
    await rows((tx) =>
      tx.update(connection).set({ state: "reauthorise" }).where(eq(connection.id, connectionId)),
    );
    await expect(beginRun(tenant.job, request("orders", "poll"))).rejects.toMatchObject({
      code: "PRECONDITION",
      reason: "reauthorise",
    });
  });
});

test("one PO is fetched on demand, with its status, and a second time nothing is new", async () => {
  const made = world.simulator.control.addOrder(group, { lines: [{ amount: 5 }] });
  const input = { connection: connectionId, number: made.purchaseOrderNumber };
  expect(await fetchOrder(tenant.owner, input, world.settings)).toMatchObject({ outcome: "inserted" });
  expect(await fetchOrder(tenant.owner, input, world.settings)).toMatchObject({ outcome: "unchanged" });
  await expect(
    fetchOrder(tenant.owner, { ...input, number: "ZZZZZZZZ" }, world.settings),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
});
