import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connection } from "@/db/schema/connections";
import { order } from "@/db/schema/orders";
import { submission, submissionEvent } from "@/db/schema/submissions";
import { inTenant } from "@/db/tenant";
import { standingClock } from "@/server/access/testing/test-context";
import { acornFor } from "@/server/modules/connections/acorn-for-connection";
import {
  connectTenant,
  openTenant,
  openWorld,
  type Tenant,
  vendorGroup,
  type World,
} from "@/server/modules/connections/testing/connected-tenant";
import { storeOrders } from "@/server/modules/orders/store-orders";
import { findSource } from "@/server/modules/syncs/find-source";
import { answerOrder } from "./answer-order";

/** documents in one run; ROAD_DOCUMENTS=600 makes over 500 kills of it */
const documents = Number(process.env.ROAD_DOCUMENTS ?? 20);
/** chance of death at each of the places */
const share = "0.12";
const root = path.resolve(import.meta.dirname, "../../..");
const start = Date.parse("2026-04-23T12:00:00Z");

let folder: string;
let world: World;
let tenant: Tenant;
beforeAll(async () => {
  await mkdir(path.join(root, ".data/test"), { recursive: true });
  folder = await mkdtemp(path.join(root, ".data/test/road-"));
  await build({
    entryPoints: [path.join(import.meta.dirname, "testing/crash-sender.ts")],
    outfile: path.join(folder, "sender.mjs"),
    tsconfig: path.join(root, "tsconfig.json"),
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
  });
  world = await openWorld();
  for (const operation of ["submitAcknowledgement", "getPurchaseOrdersStatus", "getTransaction"])
    world.simulator.control.setLimit({ operation }, { rate: 1e6, burst: 1e6 });
  setTime(start);
  tenant = await openTenant(standingClock(new Date(start)));
});
afterAll(async () => {
  await world.stop();
  await rm(folder, { recursive: true });
});

function setTime(at: number): void {
  world.simulator.control.clock.stand();
  world.simulator.control.clock.set(new Date(at));
}

/** As many POs, read and answered: all of them queued. */
async function queueAnswers(): Promise<void> {
  const connectionId = await connectTenant(tenant, world);
  await inTenant(tenant.tenantId, (tx) => tx.update(connection).set({ mode: "live" }));
  for (let n = 0; n < documents; n++)
    world.simulator.control.addOrder(vendorGroup, {
      lines: [
        { amount: 5, cost: "2.00" },
        { amount: 3, cost: "1.00" },
      ],
    });
  const acorn = await acornFor(tenant.owner, connectionId, world.settings);
  const created = { from: new Date(start - 1000), to: new Date(start + 1000) };
  for (let token: string | null = null, first = true; first || token; first = false) {
    const page = await acorn.client.getPurchaseOrders({ created, nextToken: token });
    token = page.nextToken;
    await inTenant(tenant.tenantId, async (tx) =>
      storeOrders(tx, await findSource(tx, tenant.owner, connectionId), page.records),
    );
  }
  const placed = await inTenant(tenant.tenantId, (tx) =>
    tx.select({ id: order.id, currency: order.currency }).from(order),
  );
  const all = (sequence: string, amount: number, cost: string, currency: string) => ({
    sequence,
    netCost: { amount: cost, currency },
    parts: [{ answer: "accepted" as const, amount, shipAt: null, deliverAt: null, reason: null }],
  });
  for (const { id, currency } of placed) {
    const lines = [all("1", 5, "2.00", currency), all("2", 3, "1.00", currency)];
    await answerOrder(tenant.owner, { order: id, version: 1, lines });
  }
  expect(placed.length).toBeGreaterThanOrEqual(documents);
}

/** One life of a sender at one instant; true when it was killed. */
async function live(at: number, deadliness: string): Promise<boolean> {
  const { appUrl, authUrl, schedulerUrl } = world.database;
  const child = spawn(process.execPath, [path.join(folder, "sender.mjs")], {
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      ...process.env,
      ...{ APP_DATABASE: appUrl, AUTH_DATABASE: authUrl, SCHEDULER_DATABASE: schedulerUrl },
      ...{ SIMULATOR: world.simulator.url, AT: new Date(at).toISOString(), SHARE: deadliness },
    },
  });
  const [code, signal] = await once(child, "exit");
  if (code !== 0 && signal !== "SIGKILL") throw new Error(`the sender failed: ${code} ${signal}`);
  return signal === "SIGKILL";
}

test("killed at every place, again and again, each answer arrives exactly once and is verified in the end", {
  timeout: 600_000,
}, async () => {
  await queueAnswers();
  const rows = () => inTenant(tenant.tenantId, (tx) => tx.select().from(submission));
  let at = start;
  let kills = 0;
  for (let minutes = 0; minutes < 24 * 60; ) {
    const open = (await rows()).filter((row) => row.nextAt !== null);
    if (open.length === 0) break;
    // while some are queued the clock goes in half minutes, then to the next thing that is due
    const due = Math.min(...open.map((row) => row.nextAt?.getTime() ?? 0));
    at = Math.max(at + 30_000, due);
    minutes = (at - start) / 60_000;
    setTime(at);
    while (await live(at, share)) kills += 1;
  }
  const ended = await rows();
  const arrived = world.simulator.control.submissions({ operation: "submitAcknowledgement" });
  console.log(`road: ${ended.length} answers, ${kills} kills, ${arrived.length} arrived`);
  expect(kills).toBeGreaterThan(documents / 4);
  expect(ended.map((row) => row.state).filter((state) => state !== "verified")).toEqual([]);
  const times = new Map<string, number>();
  for (const { number } of arrived) times.set(number, (times.get(number) ?? 0) + 1);
  expect([...times.values()].filter((count) => count !== 1)).toEqual([]);
  expect(times.size).toBe(ended.length);
  for (const row of ended) {
    const [sent] = arrived.filter((one) => one.number === row.naturalKey);
    expect(Buffer.from(sent?.bytes ?? "", "base64").equals(row.body), row.naturalKey).toBe(true);
  }
  const unknown = await inTenant(tenant.tenantId, (tx) =>
    tx.select({ state: submissionEvent.state }).from(submissionEvent),
  );
  // the kills did what they are for: some fates were unclear on the way
  expect(unknown.filter(({ state }) => state === "unknown").length).toBeGreaterThan(0);
});
