/**
 * Amazon's bucket as one number: the instant at which the bucket would be full again if nothing more were sent
 * (theoretical arrival time). Milliseconds of whichever clock the caller keeps.
 */
export type GcraState = { fullAtMs: number };

export type Pace = {
  /** ms between two calls once the burst is used up */
  intervalMs: number;
  /** how far ahead of the pace a burst may run */
  toleranceMs: number;
};

/**
 * A little slower and smaller than Amazon's bucket: the first calls of a burst may be on the wire longer than the
 * next ones (TLS set-up), and the bucket does not refill beyond full meanwhile. A fifth of the burst and 1 % of the
 * rate leave 60 calls into 10/s within 5.5 s.
 */
export function paceOf(rate: number, burst: number): Pace {
  const intervalMs = (1000 / rate) * 1.01;
  const usable = Math.max(1, Math.floor(burst * 0.8));
  return { intervalMs, toleranceMs: (usable - 1) * intervalMs };
}

/** Takes the next free place. The caller sends after `waitMs`; a place that is not used is lost. */
export function reserve(
  state: GcraState | null,
  nowMs: number,
  pace: Pace,
): { state: GcraState; waitMs: number } {
  const fullAtMs = Math.max(state?.fullAtMs ?? nowMs, nowMs);
  return {
    state: { fullAtMs: fullAtMs + pace.intervalMs },
    waitMs: Math.max(0, fullAtMs - pace.toleranceMs - nowMs),
  };
}

/** An empty bucket that gives its next place at `untilMs`, and from there on one per interval. */
export function emptyUntil(untilMs: number, pace: Pace): GcraState {
  return { fullAtMs: untilMs + pace.toleranceMs };
}

/** The same number of used places at a new pace. */
export function repace(state: GcraState, nowMs: number, from: Pace, to: Pace): GcraState {
  const used = Math.max(0, state.fullAtMs - nowMs) / from.intervalMs;
  return { fullAtMs: nowMs + used * to.intervalMs };
}
