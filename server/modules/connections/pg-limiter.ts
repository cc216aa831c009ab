import { holdBucket, learnRate, takeSlot } from "@/db/rate-door";
import type { Limiter } from "@/server/acorn/limiter";
import { systemClock } from "@/server/platform/clock";
import { sha256 } from "@/server/platform/crypto";
import type { Logger } from "@/server/platform/log";

/**
 * The limiter of all processes together. Buckets live in the database, which also keeps their time: waits are real,
 * whatever clock the business runs on. The client's key names app, account and operation [D], so two tenants that read
 * one vendor group share; stored is its hash. What the port cannot wait for (learn, hold) is written before the next
 * `take` of this process.
 */
export function pgLimiter(log: Logger): Limiter {
  const keyOf = (key: string) => sha256(key).toString("base64url");
  const learned = new Map<string, number>();
  let writing: Promise<void> = Promise.resolve();

  function write(change: () => Promise<void>): void {
    // A lost note costs at most a 429, which holds the bucket anew; the call that carried it must not fail for it.
    writing = writing.then(change).catch((error) => log.warn({ err: error }, "rate bucket not written"));
  }

  return {
    async take(bucket, signal) {
      await writing;
      const shared = { ...bucket, key: keyOf(bucket.key) };
      let slot = await takeSlot(shared, null);
      while (slot.waitMs > 0) {
        signal?.throwIfAborted();
        await systemClock.sleep(Math.ceil(slot.waitMs), signal);
        slot = await takeSlot(shared, slot.epoch);
      }
      signal?.throwIfAborted();
    },
    learn(key, ratePerSecond) {
      if (learned.get(key) === ratePerSecond) return;
      learned.set(key, ratePerSecond);
      write(() => learnRate(keyOf(key), ratePerSecond));
    },
    hold(key, ms) {
      write(() => holdBucket(keyOf(key), ms));
    },
  };
}
