import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { holdBucket, learnRate, takeSlot } from "@/db/rate-door";
import { pgLimiter } from "./pg-limiter";
import type { LimitedCalls } from "./testing/call-limited";
import { log, openWorld, platformApp, vendorGroup, type World } from "./testing/connected-tenant";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

let buckets = 0;
const freshBucket = (rate = 10, burst = 10) => ({ key: `bucket-${buckets++}`, rate, burst });

/** Milliseconds that passed while `work` ran. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

test("places come as a burst of four fifths, then one by one a little slower than Amazon's rate", async () => {
  const bucket = freshBucket();
  const waits: number[] = [];
  for (let n = 0; n < 20; n++) waits.push((await takeSlot(bucket, null)).waitMs);
  expect(waits.slice(0, 8)).toEqual(Array(8).fill(0));
  for (let n = 8; n < 20; n++) {
    // what the takes themselves lasted is taken off; a slow machine only shortens the wait
    expect(waits[n]).toBeLessThanOrEqual((n - 7) * 102);
    expect((waits[n] ?? 0) - (waits[n - 1] ?? 0)).toBeLessThanOrEqual(102);
  }
  expect(waits[19]).toBeGreaterThan(600);
});

test("a place kept is not taken twice: asking again in the same epoch reserves nothing", async () => {
  const bucket = freshBucket(1, 1);
  await takeSlot(bucket, null);
  const { waitMs, epoch } = await takeSlot(bucket, null);
  expect(waitMs).toBeGreaterThan(500);
  expect((await takeSlot(bucket, epoch)).waitMs).toBe(0);
  expect((await takeSlot(bucket, null)).waitMs).toBeLessThan(2 * 1020 + 1);
});

test("a refusal holds everybody, also those who already wait for their place, and leaves no burst", async () => {
  const bucket = freshBucket(20, 20);
  const { epoch } = await takeSlot(bucket, null);
  await holdBucket(bucket.key, 500);
  const voided = await takeSlot(bucket, epoch);
  expect(voided.waitMs).toBeGreaterThan(400);
  expect(voided.epoch).toBe(epoch + 1);
  const next = await takeSlot(bucket, null);
  expect(next.waitMs - voided.waitMs).toBeGreaterThan(0);
});

test("a shorter hold does not end a longer one", async () => {
  const bucket = freshBucket();
  await takeSlot(bucket, null);
  await holdBucket(bucket.key, 2000);
  await holdBucket(bucket.key, 10);
  expect((await takeSlot(bucket, null)).waitMs).toBeGreaterThan(1500);
});

test("a rate that Amazon names replaces the documented one; rounding noise and nonsense change nothing", async () => {
  const bucket = freshBucket(10, 1);
  const { epoch } = await takeSlot(bucket, null);
  for (const rate of [10.05, 0, -1, 5000]) await learnRate(bucket.key, rate);
  expect((await takeSlot(bucket, epoch)).epoch).toBe(epoch);
  await learnRate(bucket.key, 1);
  const slow = await takeSlot(bucket, null);
  expect(slow.epoch).toBe(epoch + 1);
  expect(slow.waitMs).toBeGreaterThan(500);
  await learnRate(bucket.key, 100);
  expect((await takeSlot(bucket, null)).waitMs).toBeLessThan(100);
});

test("places of those who still wait do not slow the others when a rate is learned", async () => {
  const bucket = freshBucket(2, 1);
  for (let n = 0; n < 10; n++) await takeSlot(bucket, null);
  await learnRate(bucket.key, 1);
  // One call was sent; the nine that wait reserve anew, so the next place is one interval away and not ten.
  expect((await takeSlot(bucket, null)).waitMs).toBeLessThan(1100);
});

test("the port waits for its place and gives up with its signal", async () => {
  const limiter = pgLimiter(log);
  const bucket = freshBucket(5, 1);
  await limiter.take(bucket);
  expect(await timed(() => limiter.take(bucket))).toBeGreaterThan(150);
  const stop = new AbortController();
  const taking = limiter.take(freshBucketOf(bucket), stop.signal);
  stop.abort(new Error("enough"));
  await expect(taking).rejects.toThrow();
});
const freshBucketOf = (bucket: { key: string; rate: number; burst: number }) => ({ ...bucket, rate: 0.1 });

test("a hold that the port wrote is in force for its next call", async () => {
  const limiter = pgLimiter(log);
  const bucket = freshBucket(100, 100);
  await limiter.take(bucket);
  limiter.hold(bucket.key, 300);
  expect(await timed(() => limiter.take(bucket))).toBeGreaterThan(250);
});

test("60 calls of three processes at once into a bucket of 10 a second, burst 10: not one 429", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "oakline-limiter-"));
  const file = path.join(folder, "call-limited.mjs");
  try {
    await build({
      entryPoints: [path.resolve("server/modules/connections/testing/call-limited.ts")],
      outfile: file,
      bundle: true,
      platform: "node",
      format: "esm",
      alias: { "@": path.resolve(".") },
      banner: {
        js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
      },
      logLevel: "error",
    });
    const { control } = world.simulator;
    control.clearLedger();
    const refreshToken = control.selfAuthorise({ clientId: platformApp.clientId, vendorGroup });
    const given: LimitedCalls = {
      database: world.database.appUrl,
      api: world.settings.endpoints.production.na,
      token: world.settings.lwaUrl,
      app: world.settings.platformApp,
      refreshToken,
      calls: 20,
    };
    const run = promisify(execFile);
    await Promise.all([1, 2, 3].map(() => run(process.execPath, [file, JSON.stringify(given)])));
    const { calls, totals } = control.ledger({ operation: "getPurchaseOrders" });
    expect({ calls: totals.calls, throttled: totals.throttled }).toEqual({ calls: 60, throttled: 0 });
    const spanMs = (calls.at(-1)?.ms ?? 0) - (calls[0]?.ms ?? 0);
    expect(spanMs).toBeLessThan(7000);
  } finally {
    await rm(folder, { recursive: true });
  }
}, 40_000);
