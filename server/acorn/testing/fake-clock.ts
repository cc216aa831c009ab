import type { Clock } from "@/server/platform/clock";

export type FakeClock = Clock & {
  /** time passes: wall and monotonic, and sleepers wake */
  advance(ms: number): Promise<void>;
  /** the wall clock is set, as by an administrator or DST; nothing else moves */
  setWall(at: Date): void;
};

type Sleeper = { atMs: number; wake: () => void };

export function createFakeClock(start = new Date("2026-03-01T12:00:00Z")): FakeClock {
  let wallMs = start.getTime();
  let monoMs = 5_000_000;
  let sleepers: Sleeper[] = [];
  return {
    now: () => new Date(wallMs),
    monotonicMs: () => monoMs,
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const sleeper = { atMs: monoMs + ms, wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener("abort", () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          reject(signal.reason);
        });
      });
    },
    async advance(ms) {
      const endMs = monoMs + ms;
      for (;;) {
        await settle();
        sleepers.sort((a, b) => a.atMs - b.atMs);
        const next = sleepers[0];
        if (next === undefined || next.atMs > endMs) break;
        wallMs += next.atMs - monoMs;
        monoMs = next.atMs;
        sleepers.shift();
        next.wake();
      }
      wallMs += endMs - monoMs;
      monoMs = endMs;
      await settle();
    },
    setWall(at) {
      wallMs = at.getTime();
    },
  };
}

/** Lets promises that are ready run; not a wait for anything outside. */
async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}
