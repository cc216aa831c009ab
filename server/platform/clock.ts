import { setTimeout as wait } from "node:timers/promises";

/** Where time comes from. Rules get instants as arguments; verbs and adapters get a clock. */
export type Clock = {
  /** wall time, UTC */
  now(): Date;
  /** milliseconds since an arbitrary start; never jumps, for durations and expiry */
  monotonicMs(): number;
  /** resolves after `ms`; rejects with AbortError when the signal fires */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
};

export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  sleep: async (ms, signal) => {
    await wait(ms, undefined, signal ? { signal } : {});
  },
};
