/** Tokens a second and how many can wait unused. */
type Rate = { rate: number; burst: number };
type Bucket = { take(nowMs: number, rate: Rate): boolean };

/** Amazon's token bucket [D]: starts full, refills evenly, never holds more than the burst. `nowMs` is monotonic. */
export function createBucket(): Bucket {
  let tokens: number | null = null;
  let filledAt = 0;
  return {
    take(nowMs, { rate, burst }) {
      tokens = tokens === null ? burst : Math.min(burst, tokens + ((nowMs - filledAt) / 1_000) * rate);
      filledAt = nowMs;
      // Refills are sums of floats: a token that is whole but for rounding counts as whole.
      if (tokens < 1 - 1e-9) return false;
      tokens -= 1;
      return true;
    },
  };
}

/** 10 a second, burst 10, for each of the operations here [M usage plans]. */
export const productionRate: Rate = { rate: 10, burst: 10 };
/** 5 a second, burst 15, for all operations together [D]. */
const sandboxRate: Rate = { rate: 5, burst: 15 };

export type Limits = {
  /** one call of (app, selling partner, operation): false when the bucket is empty */
  take(key: LimitKey): boolean;
  rateOf(key: LimitKey): Rate;
  /** another rate for an operation, for all accounts or one: what Amazon may grant a busy partner [M] */
  set(of: { operation: string; group?: string | undefined }, rate: Rate): void;
  reset(): void;
};
export type LimitKey = { app: string; group: string; operation: string };

export function createLimits(monotonicMs: () => number): Limits {
  const buckets = new Map<string, Bucket>();
  const rates = new Map<string, Rate>();
  const rateOf = ({ operation, group }: LimitKey) =>
    rates.get(`${operation}/${group}`) ??
    rates.get(`${operation}/`) ??
    (operation === "sandbox" ? sandboxRate : productionRate);
  return {
    rateOf,
    take(key) {
      const name = `${key.app}/${key.group}/${key.operation}`;
      const bucket = buckets.get(name) ?? createBucket();
      buckets.set(name, bucket);
      return bucket.take(monotonicMs(), rateOf(key));
    },
    set: ({ operation, group }, rate) => {
      rates.set(`${operation}/${group ?? ""}`, rate);
    },
    reset: () => {
      buckets.clear();
      rates.clear();
    },
  };
}
