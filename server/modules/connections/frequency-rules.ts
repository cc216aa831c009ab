import { instantOf, localDay } from "@/server/platform/zoned-time";

/** How often a flow is read. */
export type Frequency =
  | { kind: "every"; minutes: 1 | 5 | 15 | 60 }
  /** local "HH:MM" in an IANA zone */
  | { kind: "daily"; at: string; zone: string };

export const everyMinutes = [1, 5, 15, 60] as const;

const dayMs = 86_400_000;

/** Columns of sync_flow as a frequency; a row with neither reads hourly. */
export function frequencyOf(row: {
  everyMinutes: number | null;
  dailyAt: string | null;
  dailyZone: string | null;
}): Frequency {
  if (row.everyMinutes === null && row.dailyAt !== null && row.dailyZone !== null) {
    return { kind: "daily", at: row.dailyAt, zone: row.dailyZone };
  }
  return { kind: "every", minutes: everyMinutes.find((minutes) => minutes === row.everyMinutes) ?? 60 };
}

/**
 * The next instant a flow is due, always after `after`. Daily: once on each local date; a time that the clock skips is
 * read as much later as it skips, one that comes twice is taken the first time.
 */
export function nextDueAt(frequency: Frequency, after: Date): Date {
  if (frequency.kind === "every") return new Date(after.getTime() + frequency.minutes * 60_000);
  const midnight = Date.parse(`${localDay(after, frequency.zone)}T00:00:00Z`);
  const [hours = 0, minutes = 0] = frequency.at.split(":").map(Number);
  for (let day = -1; ; day++) {
    const at = instantOf(midnight + day * dayMs + (hours * 60 + minutes) * 60_000, frequency.zone);
    if (at > after.getTime()) return new Date(at);
  }
}
