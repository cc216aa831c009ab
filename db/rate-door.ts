import { pools } from "./client";

/** The place in Amazon's bucket that was given, and the epoch in which it is good. */
export type Slot = { waitMs: number; epoch: number };
type Bucket = { key: string; rate: number; burst: number };

/**
 * Reserves the next place of a bucket in one statement of its own, outside any tenant's transaction.
 * @param seenEpoch the epoch of a place taken earlier: while it holds, that place is good and nothing is reserved
 */
export async function takeSlot(bucket: Bucket, seenEpoch: number | null): Promise<Slot> {
  const [slot] = await pools().app<Slot[]>`
    select wait_ms as "waitMs", place_epoch as epoch
    from take_slot(${bucket.key}, ${bucket.rate}::float8, ${bucket.burst}::int, ${seenEpoch}::int)`;
  if (!slot) throw new Error("take_slot gave no row");
  return slot;
}

/** Sets the rate that Amazon named; places not yet used become void. */
export async function learnRate(key: string, ratePerSecond: number): Promise<void> {
  await pools().app`select learn_rate(${key}, ${ratePerSecond}::float8)`;
}

/** Lets nothing out of the bucket for so long. */
export async function holdBucket(key: string, holdMs: number): Promise<void> {
  await pools().app`select hold_bucket(${key}, ${holdMs}::float8)`;
}
