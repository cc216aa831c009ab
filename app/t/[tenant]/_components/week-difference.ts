export type WeekDifference = { kind: "up" | "down"; ratio: number } | { kind: "level" } | { kind: "none" };

/** The last full week against the mean of the four before it; `values` are oldest first and end with the running week. */
export function weekDifference(values: readonly number[]): WeekDifference {
  const last = values.at(-2) ?? 0;
  const before = values.slice(-6, -2);
  const mean = before.reduce((sum, value) => sum + value, 0) / Math.max(1, before.length);
  if (mean === 0) return { kind: "none" };
  const ratio = last / mean - 1;
  if (Math.abs(ratio) < 0.005) return { kind: "level" };
  return { kind: ratio > 0 ? "up" : "down", ratio: Math.abs(ratio) };
}

/** ISO 8601 week number of a Monday ("2026-11-16" is 47). */
export function isoWeek(monday: string): number {
  const thursday = new Date(Date.parse(`${monday}T00:00:00Z`) + 3 * 86_400_000);
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return Math.floor((thursday.getTime() - first) / (7 * 86_400_000)) + 1;
}
