const seconds = 1000;
const minutes = 60 * seconds;
const hours = 60 * minutes;

/** The delays of the Inngest server (its pkg/backoff), by the number of tries that failed; the last one repeats. */
const delaysMs = [
  15 * seconds,
  30 * seconds,
  1 * minutes,
  2 * minutes,
  5 * minutes,
  10 * minutes,
  20 * minutes,
  40 * minutes,
  1 * hours,
  2 * hours,
];
const jitterMs = 30 * seconds;

/** Milliseconds until the next try; `attempt` counts from 0 for the first failure, `random` is in [0, 1). */
export function backoffMs(attempt: number, random: number): number {
  const base = delaysMs[Math.min(attempt, delaysMs.length - 1)] ?? 2 * hours;
  return base + Math.floor(random * jitterMs);
}

/** Reads Retry-After (seconds or a date); null when there is none or it cannot be read. Never negative. */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null || header.trim() === "") return null;
  const asSeconds = Number(header);
  const delay = Number.isFinite(asSeconds) ? asSeconds * seconds : Date.parse(header) - nowMs;
  return Number.isNaN(delay) ? null : Math.max(0, Math.ceil(delay));
}
