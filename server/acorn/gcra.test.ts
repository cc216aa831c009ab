import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyUntil, type GcraState, paceOf, repace, reserve } from "@/server/acorn/gcra";

/** Amazon's side: a token bucket that refills continuously. */
function fairBucket(rate: number, burst: number) {
  let tokens = burst;
  let lastMs = 0;
  return (atMs: number): boolean => {
    tokens = Math.min(burst, tokens + ((atMs - lastMs) * rate) / 1000);
    lastMs = atMs;
    if (tokens < 1 - 1e-9) return false;
    tokens -= 1;
    return true;
  };
}

describe("reserve", () => {
  test("lets 60 calls into 10/s, burst 10, within 5.0 to 5.5 s", () => {
    const pace = paceOf(10, 10);
    let state: GcraState | null = null;
    let waitMs = 0;
    for (let i = 0; i < 60; i++) ({ state, waitMs } = reserve(state, 0, pace));
    expect(waitMs).toBeGreaterThanOrEqual(5000);
    expect(waitMs).toBeLessThanOrEqual(5400);
  });

  test("never overruns a fair bucket, whenever the calls come", () => {
    const rates = fc.constantFrom(0.0167, 0.0222, 0.5, 1, 2, 5, 10, 20);
    const gaps = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3000 })), { maxLength: 200 });
    fc.assert(
      fc.property(rates, fc.integer({ min: 1, max: 30 }), gaps, (rate, burst, waits) => {
        const pace = paceOf(rate, burst);
        const isAllowed = fairBucket(rate, burst);
        let state: GcraState | null = null;
        let nowMs = 0;
        for (const gap of waits) {
          nowMs += gap;
          const next = reserve(state, nowMs, pace);
          state = next.state;
          expect(isAllowed(nowMs + next.waitMs)).toBe(true);
        }
      }),
    );
  });

  test("stays within the bucket when the first burst is 150 ms longer on the wire", () => {
    const pace = paceOf(10, 10);
    const isAllowed = fairBucket(10, 10);
    let state: GcraState | null = null;
    const arrivals: number[] = [];
    for (let i = 0; i < 100; i++) {
      const next = reserve(state, 0, pace);
      state = next.state;
      arrivals.push(next.waitMs === 0 ? 150 : next.waitMs + 5);
    }
    arrivals.sort((a, b) => a - b);
    expect(arrivals.filter((atMs) => !isAllowed(atMs))).toEqual([]);
  });
});

test("an emptied bucket gives nothing before its hold ends, then one per interval", () => {
  const pace = paceOf(10, 10);
  const first = reserve(emptyUntil(1000, pace), 0, pace);
  const second = reserve(first.state, 0, pace);
  expect(first.waitMs).toBeCloseTo(1000);
  expect(second.waitMs).toBeCloseTo(1000 + pace.intervalMs);
});

test("a change of rate keeps the number of used places", () => {
  const from = paceOf(10, 10);
  const to = paceOf(2, 10);
  const state = repace({ fullAtMs: from.intervalMs * 5 }, 0, from, to);
  expect(state.fullAtMs).toBeCloseTo(to.intervalMs * 5);
});
