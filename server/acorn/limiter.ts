import { emptyUntil, type GcraState, type Pace, paceOf, repace, reserve } from "@/server/acorn/gcra";
import type { Clock } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";

/** One of Amazon's token buckets: per operation and application + selling partner pair [D]. */
export type Bucket = {
  key: string;
  /** calls per second */
  rate: number;
  burst: number;
};

/**
 * A port: a shared store implements `take` with one UPDATE that runs `reserve` and returns the wait, then sleeps and,
 * when a hold was set meanwhile, reserves again.
 */
export type Limiter = {
  /**
   * Resolves when the caller may send. Rejects when the signal fires (the place is then lost), and with
   * ACORN_RATE_LIMITED, taking no place, when the wait would be longer than a job should be kept waiting.
   */
  take(bucket: Bucket, signal?: AbortSignal): Promise<void>;
  /** the rate that Amazon named for this bucket; replaces the documented one. Called after every answer that names it */
  learn(key: string, ratePerSecond: number): Promise<void> | void;
  /** Amazon refused (429): nothing goes out for `ms`, and the burst counts as used up */
  hold(key: string, ms: number): Promise<void> | void;
};

type Held = {
  pace: Pace;
  state: GcraState | null;
  /** the learned rate, else the documented one */
  rate: number;
  burst: number;
  heldUntilMs: number;
  /** places given to callers that still sleep */
  pending: number;
  /** grows when earlier places became void; sleepers then reserve again */
  epoch: number;
};

/** For one process: scripts, tests and a worker that is alone. Buckets are kept for the life of the limiter. */
export function memoryLimiter(clock: Clock, maxWaitMs = 60_000): Limiter {
  const buckets = new Map<string, Held>();

  function find(bucket: Bucket): Held {
    const known = buckets.get(bucket.key);
    if (known !== undefined) return known;
    const { rate, burst } = bucket;
    const fresh: Held = {
      pace: paceOf(rate, burst),
      state: null,
      rate,
      burst,
      heldUntilMs: 0,
      pending: 0,
      epoch: 0,
    };
    buckets.set(bucket.key, fresh);
    return fresh;
  }

  return {
    async take(bucket, signal) {
      const held = find(bucket);
      for (;;) {
        signal?.throwIfAborted();
        const { state, waitMs } = reserve(held.state, clock.monotonicMs(), held.pace);
        if (waitMs > maxWaitMs) {
          throw new AppError("ACORN_RATE_LIMITED", "bucket is full", {
            reason: "own-limiter",
            retryAfterMs: Math.ceil(waitMs),
          });
        }
        held.state = state;
        if (waitMs === 0) return;
        const { epoch } = held;
        held.pending += 1;
        try {
          await clock.sleep(Math.ceil(waitMs), signal);
        } finally {
          if (held.epoch === epoch) held.pending -= 1;
        }
        if (held.epoch === epoch) return;
      }
    },
    learn(key, ratePerSecond) {
      const held = buckets.get(key);
      // The header is best effort [M]: nonsense and rounding noise change nothing.
      if (held === undefined || !(ratePerSecond > 0) || ratePerSecond > 1000) return;
      if (Math.abs(ratePerSecond - held.rate) / held.rate < 0.01) return;
      held.rate = ratePerSecond;
      const pace = paceOf(ratePerSecond, held.burst);
      if (held.state !== null) {
        const now = clock.monotonicMs();
        const sent = { fullAtMs: held.state.fullAtMs - held.pending * held.pace.intervalMs };
        held.state = repace(sent, now, held.pace, pace);
      }
      held.pace = pace;
      voidPlaces(held);
    },
    hold(key, ms) {
      const held = buckets.get(key);
      if (held === undefined) return;
      held.heldUntilMs = Math.max(held.heldUntilMs, clock.monotonicMs() + ms);
      held.state = emptyUntil(held.heldUntilMs, held.pace);
      voidPlaces(held);
    },
  };
}

function voidPlaces(held: Held): void {
  held.epoch += 1;
  held.pending = 0;
}
