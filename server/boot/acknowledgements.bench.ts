import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { inArray } from "drizzle-orm";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { connection } from "@/db/schema/connections";
import { order } from "@/db/schema/orders";
import { inTenant } from "@/db/tenant";
import type { TestDatabase } from "@/db/testing/database";
import { seedSession } from "@/db/testing/seed-person";
import { openRequest } from "@/server/access/request-scope";
import { type GcraState, paceOf, reserve } from "@/server/acorn/gcra";
import { productionRate } from "@/server/acorn/simulator/bucket";
import { createSimulator, type Simulator } from "@/server/acorn/simulator/create-simulator";
import { childEnvironment, simulatorVariables } from "@/server/boot/embedded-configuration";
import { nodeArguments, supervise } from "@/server/boot/supervise";
import { syncEvent } from "@/server/jobs/events";
import { webJobsClient } from "@/server/jobs/web-jobs";
import {
  connectTenant,
  openTenant,
  type Tenant,
} from "@/server/modules/connections/testing/connected-tenant";
import { undoMs } from "@/server/modules/submissions/queue-submission";
import { processEnvironment } from "@/server/platform/env";
import { type Id, publicId } from "@/server/platform/ids";
import { createLogger } from "@/server/platform/log";
import { appRouter } from "@/server/routers/root";
import { createCallerFactory } from "@/server/routers/trpc";
import type { Figure } from "./bench-figure";

const answers = 140;
const paced = 60;
/** requests that a browser has under way to one host */
const atOnce = 6;
/** between two clicks while the worker is busy */
const clickEveryMs = 500;
const group = (digits: number) => `amzn1.vg.70010${String(digits).padStart(2, "0")}`;
const alone = group(1);
const six = [2, 3, 4, 5, 6, 7].map(group);
const underLoad = group(8);
const loaded = [9, 10, 11, 12].map(group);
const loadPerWeek = 400;

type Account = { group: string; connectionId: Id<"connection"> };
type Placed = { id: Id<"order">; number: string; currency: string; group: string };
/** One answer from the press of the button to its bytes at Amazon; instants in ms since 1970. */
type Sent = { group: string; clickedAt: number; dueAt: number; arrivedAt: number };
type Stage = { simulator: Simulator; tenant: Tenant; caller: () => Caller };

/**
 * The road an answer takes, whole: the procedure behind the button in this process, its event, the product's own worker
 * in a process of its own with its engine and its limiter at Amazon's true rates, and the simulator over HTTP. "Click":
 * from the call until the simulator holds the bytes, the ten seconds to undo included. "Floor": the limiter's own rule
 * (`paceOf`, `reserve` at 10 a second, burst 10) over the instants at which the answers fall due, so the soonest
 * that the last of them may leave; both are measured from the first click, and once more from the first that was due.
 * Load: the first syncs of four accounts of some 10,000 orders each, and two readers of the grid.
 */
export async function benchAcknowledgements(database: TestDatabase): Promise<Figure[]> {
  Object.assign(processEnvironment(), {
    APP_URL: "http://localhost:3000",
    AUTH_SECRET: "only-for-tests-only-for-tests-only-for-tests",
    ENCRYPTION_KEYS: "test:b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtb24=",
    LOG_LEVEL: "warn",
  });
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
  const volumes = Object.fromEntries(loaded.map((id) => [id, loadPerWeek]));
  const simulator = await createSimulator({ volume: 0.1, volumes });
  const folder = mkdtempSync(join(tmpdir(), "oakline-bench-"));
  const worker = startWorker(database, simulator, folder);
  try {
    const stage = await openStage(simulator);
    const orders = await placeOrders(stage);
    const one = await answerAll(
      stage,
      orders.filter((placed) => placed.group === alone),
    );
    const spread = await answerAll(
      stage,
      orders.filter((placed) => six.includes(placed.group)),
    );
    const busy = await answerUnderLoad(
      stage,
      orders.filter((placed) => placed.group === underLoad),
    );
    return [
      ...floorFigures(`${answers} answers on one account`, one),
      ...floorFigures(`${answers} answers on six accounts`, spread),
      ...clickFigures(busy),
    ];
  } finally {
    await worker.stop();
    await simulator.stop();
    await disconnectDatabase();
    rmSync(folder, { recursive: true });
  }
}

const createCaller = createCallerFactory(appRouter);
type Caller = ReturnType<typeof createCaller>;

function startWorker(database: TestDatabase, { url }: Simulator, folder: string) {
  const buildDir = join(process.cwd(), ".data/build");
  const variables = {
    DATABASE_URL: database.appUrl,
    DATABASE_AUTH_URL: database.authUrl,
    DATABASE_SCHEDULER_URL: database.schedulerUrl,
    ...simulatorVariables(url),
  };
  const { APP_URL, AUTH_SECRET, ENCRYPTION_KEYS, LOG_LEVEL } = processEnvironment();
  return supervise(
    {
      name: "worker",
      command: [process.execPath, ...nodeArguments(buildDir), join(buildDir, "worker.js")],
      env: childEnvironment(processEnvironment(), {
        ...variables,
        ...{ APP_URL, AUTH_SECRET, ENCRYPTION_KEYS, LOG_LEVEL },
      }),
      logFile: join(folder, "worker.log"),
    },
    { say: (line) => console.error(line) },
  );
}

async function openStage(simulator: Simulator): Promise<Stage> {
  const tenant = await openTenant();
  const sessionToken = await seedSession(tenant.ownerId);
  const log = createLogger("bench", "silent");
  return {
    simulator,
    tenant,
    caller: () => createCaller(openRequest({ requestId: "bench", sessionToken, log })),
  };
}

async function connect({ tenant, simulator }: Stage, groups: readonly string[]): Promise<Account[]> {
  const accounts: Account[] = [];
  for (const id of groups)
    accounts.push({ group: id, connectionId: await connectTenant(tenant, { simulator }, id) });
  await inTenant(tenant.tenantId, (tx) => tx.update(connection).set({ mode: "live" }));
  return accounts;
}

function askForSync({ tenantId }: Tenant, { connectionId }: Account, kind: "poll" | "backfill") {
  return webJobsClient().send(
    syncEvent("orders", { tenantId, connectionId, kind }, `bench:${connectionId}:${kind}`),
  );
}

/** New POs at every account that answers, read by the worker as any other. */
async function placeOrders(stage: Stage): Promise<Placed[]> {
  const { control } = stage.simulator;
  const lines = [
    { amount: 5, cost: "2.00" },
    { amount: 3, cost: "1.00" },
  ];
  const wanted = [
    ...Array.from({ length: answers }, () => alone),
    ...Array.from({ length: answers }, (_, index) => six[index % six.length] ?? ""),
    ...Array.from({ length: paced }, () => underLoad),
  ];
  const groupOf = new Map(wanted.map((id) => [control.addOrder(id, { lines }).purchaseOrderNumber, id]));
  const accounts = await connect(stage, [alone, ...six, underLoad]);
  for (const account of accounts) await askForSync(stage.tenant, account, "poll");
  for (;;) {
    const rows = await inTenant(stage.tenant.tenantId, (tx) =>
      tx
        .select({ id: order.id, number: order.number, currency: order.currency })
        .from(order)
        .where(inArray(order.number, [...groupOf.keys()])),
    );
    if (rows.length === groupOf.size)
      return rows.map((row) => ({ ...row, group: groupOf.get(row.number) ?? "" }));
    await wait(200);
  }
}

type Click = { number: string; group: string; clickedAt: number; dueAt: number };

/** All of it as ordered. */
async function click({ tenant, caller }: Stage, { id, number, currency, group }: Placed): Promise<Click> {
  const line = (sequence: string, cost: string, amount: number) => ({
    sequence,
    netCost: { amount: cost, currency },
    parts: [{ answer: "accepted" as const, amount }],
  });
  const clickedAt = Date.now();
  const { nextAt } = await caller().acknowledgements.answer({
    tenant: publicId("tenant", tenant.tenantId),
    order: publicId("order", id),
    version: 1,
    lines: [line("1", "2.00", 5), line("2", "1.00", 3)],
  });
  if (!nextAt) throw new Error("an answer of a live account has its time");
  return { number, group, clickedAt, dueAt: nextAt.getTime() };
}

/** One after another as fast as they are taken, as many at a time as a browser has under way. */
async function answerAll(stage: Stage, orders: readonly Placed[]): Promise<Sent[]> {
  const left = orders.values();
  const clicks: Click[] = [];
  const press = async () => {
    for (const placed of left) clicks.push(await click(stage, placed));
  };
  await Promise.all(Array.from({ length: atOnce }, press));
  return arrivalsOf(stage, clicks);
}

async function answerUnderLoad(stage: Stage, orders: readonly Placed[]): Promise<Sent[]> {
  for (const account of await connect(stage, loaded)) await askForSync(stage.tenant, account, "backfill");
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  let isOver = false;
  void over.then(() => {
    isOver = true;
  });
  const readers = [1, 2].map(async () => {
    while (!isOver) {
      await stage
        .caller()
        .orders.list({ tenant: publicId("tenant", stage.tenant.tenantId), filter: {}, limit: 50 });
      await wait(50);
    }
  });
  const clicks: Promise<Click>[] = [];
  for (const placed of orders) {
    clicks.push(click(stage, placed));
    await wait(clickEveryMs);
  }
  const sent = await arrivalsOf(stage, await Promise.all(clicks));
  end();
  await Promise.all(readers);
  return sent;
}

/** Waits until each answer has arrived, once. */
async function arrivalsOf({ simulator }: Stage, clicks: readonly Click[]): Promise<Sent[]> {
  const wanted = new Set(clicks.map(({ number }) => number));
  for (;;) {
    const taken = simulator.control
      .submissions({ operation: "submitAcknowledgement" })
      .filter(({ number }) => wanted.has(number));
    if (taken.length > wanted.size) throw new Error("an answer arrived twice");
    if (taken.length === wanted.size) {
      const arrivedAt = new Map(taken.map(({ number, at }) => [number, Date.parse(at)]));
      return clicks.map((one) => ({ ...one, arrivedAt: arrivedAt.get(one.number) ?? Number.NaN }));
    }
    await wait(50);
  }
}

function floorFigures(name: string, sent: readonly Sent[]): Figure[] {
  const firstClick = Math.min(...sent.map(({ clickedAt }) => clickedAt));
  const firstDue = Math.min(...sent.map(({ dueAt }) => dueAt));
  const lastAt = Math.max(...sent.map(({ arrivedAt }) => arrivedAt));
  const floorAt = Math.max(...[...Map.groupBy(sent, (one) => one.group).values()].map(lastPlaceAt));
  return [
    { name: `${name}, s`, value: (lastAt - firstClick) / 1000, bar: 0, better: "lower" },
    { name: "… the floor of the limiter, s", value: (floorAt - firstClick) / 1000, bar: 0, better: "lower" },
    {
      name: "… against the floor",
      value: (lastAt - firstClick) / (floorAt - firstClick),
      bar: 1.1,
      better: "lower",
    },
    {
      name: "… from the first that was due on",
      value: (lastAt - firstDue) / (floorAt - firstDue),
      bar: 0,
      better: "lower",
    },
  ];
}

/** When the last of one account's answers may leave at the soonest. */
function lastPlaceAt(sent: readonly Sent[]): number {
  const pace = paceOf(productionRate.rate, productionRate.burst);
  let state: GcraState | null = null;
  let last = 0;
  for (const { dueAt } of sent.toSorted((a, b) => a.dueAt - b.dueAt)) {
    const place = reserve(state, dueAt, pace);
    state = place.state;
    last = dueAt + place.waitMs;
  }
  return last;
}

function clickFigures(sent: readonly Sent[]): Figure[] {
  const seconds = sent
    .map(({ clickedAt, arrivedAt }) => (arrivedAt - clickedAt) / 1000)
    .toSorted((a, b) => a - b);
  const at = (share: number) => seconds[Math.ceil(seconds.length * share) - 1] ?? Number.NaN;
  return [
    { name: "click to Amazon under load, p50, s", value: at(0.5), bar: 0, better: "lower" },
    { name: "… p95, s", value: at(0.95), bar: 60, better: "lower" },
    { name: "… p95 beyond the seconds to undo, s", value: at(0.95) - undoMs / 1000, bar: 0, better: "lower" },
  ];
}
