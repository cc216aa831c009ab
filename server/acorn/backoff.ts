export type Backoff = { baseMs: number; capMs: number };

export const usualBackoff: Backoff = { baseMs: 400, capMs: 8000 };

/** Full jitter: anywhere between 0 and base × 2^(attempt − 1), capped. */
export function jitteredMs(attempt: number, { baseMs, capMs }: Backoff, random = Math.random): number {
  return random() * Math.min(capMs, baseMs * 2 ** (attempt - 1));
}
