import { describe, expect, test } from "vitest";
import { createCircuit } from "@/server/acorn/circuit";
import { memoryLimiter } from "@/server/acorn/limiter";
import { pages } from "@/server/acorn/pages";
import { createFakeClock } from "@/server/acorn/testing/fake-clock";
import { sendError, sendJson } from "@/server/acorn/testing/fault-server";
import { sampleOrder, samplePage } from "@/server/acorn/testing/sample-order";
import { failureOf, march, ordersPath, startRig } from "@/server/acorn/testing/start-client";
import { systemClock } from "@/server/platform/clock";

const page = samplePage([sampleOrder(1)]);

/** Amazon's token bucket on the server's own clock. */
function bucket(rate: number, burst: number) {
  let tokens = burst;
  let lastMs = performance.now();
  return (): boolean => {
    const nowMs = performance.now();
    tokens = Math.min(burst, tokens + ((nowMs - lastMs) * rate) / 1000);
    lastMs = nowMs;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

describe.concurrent("F1 pace", () => {
  test("60 parallel calls into 10/s, burst 10: 60 good answers in 5.0 to 5.5 s, not one 429", async () => {
    const isAllowed = bucket(10, 10);
    await using rig = await startRig(
      (_seen, response) =>
        isAllowed() ? sendJson(response, 200, page) : sendError(response, 429, "QuotaExceeded"),
      { limiter: memoryLimiter(systemClock) },
    );
    const startMs = performance.now();
    await Promise.all(Array.from({ length: 60 }, () => rig.client.getPurchaseOrders(march)));
    const tookMs = performance.now() - startMs;
    expect(rig.server.count(ordersPath)).toBe(60);
    expect(rig.calls.filter((call) => call.status === 429)).toEqual([]);
    expect(tookMs).toBeGreaterThanOrEqual(5000);
    expect(tookMs).toBeLessThanOrEqual(5500);
  });

  test.each([
    [5, 16, 1500, 2500],
    [25, 40, 1200, 2000],
  ])("a rate of %i/s named by the header is kept: %i calls in %i to %i ms, no 429", async (...row) => {
    const [rate, calls, leastMs, mostMs] = row;
    const isAllowed = bucket(rate, 10);
    const limit = { "x-amzn-RateLimit-Limit": rate.toFixed(1) };
    await using rig = await startRig(
      (_seen, response) =>
        isAllowed() ? sendJson(response, 200, page, limit) : sendError(response, 429, "QuotaExceeded"),
      { limiter: memoryLimiter(systemClock) },
    );
    const startMs = performance.now();
    for (let i = 0; i < calls; i++) await rig.client.getPurchaseOrders(march);
    const tookMs = performance.now() - startMs;
    expect(rig.calls.filter((call) => call.status === 429)).toEqual([]);
    expect(tookMs).toBeGreaterThan(leastMs);
    expect(tookMs).toBeLessThan(mostMs);
  });

  test("20 pages, every third call refused: all pages within 4 s", async () => {
    await using rig = await startRig(
      (seen, response) => {
        if (seen.nth % 3 === 0) return sendError(response, 429, "QuotaExceeded");
        const at = Number(seen.url.searchParams.get("nextToken") ?? 1);
        sendJson(response, 200, samplePage([sampleOrder(at)], at < 20 ? String(at + 1) : undefined));
      },
      { limiter: memoryLimiter(systemClock) },
    );
    const startMs = performance.now();
    const found: string[] = [];
    for await (const one of pages((nextToken) => rig.client.getPurchaseOrders({ ...march, nextToken }))) {
      found.push(...one.records.map((record) => record.value.number));
    }
    expect(new Set(found).size).toBe(20);
    expect(performance.now() - startMs).toBeLessThan(4000);
  });

  test.each([
    ["in seconds", () => "1"],
    ["as a date", () => new Date(Date.now() + 2000).toUTCString()],
  ])("Retry-After %s is waited out", async (_name, header) => {
    await using rig = await startRig(
      (seen, response) =>
        seen.nth === 1
          ? sendError(response, 429, "QuotaExceeded", { "retry-after": header() })
          : sendJson(response, 200, page),
      { limiter: memoryLimiter(systemClock) },
    );
    await rig.client.getPurchaseOrders(march);
    const [first, second] = rig.server.seen.filter((seen) => seen.url.pathname === ordersPath);
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(990);
  });

  test("429 for ever ends after five tries, with the time after which to come back", async () => {
    await using rig = await startRig((_seen, response) => sendError(response, 429, "QuotaExceeded"), {
      limiter: memoryLimiter(systemClock),
    });
    const error = await failureOf(rig.client.getPurchaseOrders(march));
    expect(error.code).toBe("ACORN_RATE_LIMITED");
    expect(error.retryAfterMs).toBeGreaterThanOrEqual(100);
    expect(rig.server.count(ordersPath)).toBe(5);
  });

  test("a Retry-After of an hour parks this call and the next at once", async () => {
    await using rig = await startRig(
      (_seen, response) => sendError(response, 429, "QuotaExceeded", { "retry-after": "3600" }),
      { limiter: memoryLimiter(systemClock) },
    );
    for (const _call of [1, 2]) {
      const error = await failureOf(rig.client.getPurchaseOrders(march));
      expect(error.code).toBe("ACORN_RATE_LIMITED");
      expect(error.retryAfterMs).toBeGreaterThan(3_590_000);
    }
    expect(rig.server.count(ordersPath)).toBe(1);
  });

  test("one throttled account slows no other", async () => {
    const limiter = memoryLimiter(systemClock);
    await using throttled = await startRig(
      (_seen, response) => sendError(response, 429, "QuotaExceeded", { "retry-after": "3600" }),
      { limiter, account: "amzn1.vg.1" },
    );
    await using other = await startRig((_seen, response) => sendJson(response, 200, page), {
      limiter,
      account: "amzn1.vg.2",
    });
    await failureOf(throttled.client.getPurchaseOrders(march));
    const startMs = performance.now();
    await other.client.getPurchaseOrders(march);
    expect(performance.now() - startMs).toBeLessThan(500);
  });
});

describe("memoryLimiter", () => {
  const pair = { key: "a", rate: 10, burst: 10 };

  test("callers that already wait keep still during a hold, and then come one by one", async () => {
    const clock = createFakeClock();
    const limiter = memoryLimiter(clock);
    const startMs = clock.monotonicMs();
    const wentMs: number[] = [];
    for (let i = 0; i < 12; i++) {
      void limiter.take(pair).then(() => wentMs.push(Math.round(clock.monotonicMs() - startMs)));
    }
    await clock.advance(10);
    limiter.hold(pair.key, 1000);
    await clock.advance(10_000);
    expect(wentMs).toHaveLength(12);
    expect(wentMs.filter((ms) => ms > 0 && ms < 1010)).toEqual([]);
    const later = wentMs.filter((ms) => ms >= 1010).sort((a, b) => a - b);
    expect(later.length).toBe(4);
    for (let i = 1; i < later.length; i++) {
      expect((later[i] ?? 0) - (later[i - 1] ?? 0)).toBeGreaterThanOrEqual(100);
    }
  });

  test("an abort frees the waiting caller at once", async () => {
    const clock = createFakeClock();
    const limiter = memoryLimiter(clock);
    await limiter.take({ ...pair, burst: 1 });
    const abort = new AbortController();
    const waiting = limiter.take({ ...pair, burst: 1 }, abort.signal);
    abort.abort(new Error("stop"));
    await expect(waiting).rejects.toThrow("stop");
  });
});

describe("circuit", () => {
  test("opens after five failed calls, lets one probe through, closes on its success", async () => {
    const clock = { ...systemClock };
    let aheadMs = 0;
    clock.monotonicMs = () => performance.now() + aheadMs;
    let isDown = true;
    await using rig = await startRig(
      (_seen, response) =>
        isDown ? sendError(response, 500, "InternalFailure") : sendJson(response, 200, page),
      { clock, tries: 1, circuit: createCircuit(clock) },
    );
    for (let i = 0; i < 5; i++) await failureOf(rig.client.getPurchaseOrders(march));
    const refused = await failureOf(rig.client.getPurchaseOrders(march));
    expect(refused).toMatchObject({ code: "ACORN_DOWN", reason: "circuit-open" });
    expect(refused.retryAfterMs).toBeGreaterThan(29_000);
    expect(rig.server.count(ordersPath)).toBe(5);
    aheadMs = 31_000;
    await failureOf(rig.client.getPurchaseOrders(march));
    expect((await failureOf(rig.client.getPurchaseOrders(march))).retryAfterMs).toBeGreaterThan(59_000);
    isDown = false;
    aheadMs += 61_000;
    await rig.client.getPurchaseOrders(march);
    await rig.client.getPurchaseOrders(march);
    expect(rig.server.count(ordersPath)).toBe(8);
  });
});
