/** How often a flow is read. */
export type Frequency =
  | { kind: "every"; minutes: 1 | 5 | 15 | 60 }
  /** local "HH:MM" in an IANA zone */
  | { kind: "daily"; at: string; zone: string };

export const everyMinutes = [1, 5, 15, 60] as const;

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
  const today = localMs(after.getTime(), frequency.zone);
  const midnight = today - modulo(today, dayMs);
  const [hours = 0, minutes = 0] = frequency.at.split(":").map(Number);
  for (let day = -1; ; day++) {
    const at = instantOf(midnight + day * dayMs + (hours * 60 + minutes) * 60_000, frequency.zone);
    if (at > after.getTime()) return new Date(at);
  }
}

/** @returns whether the zone is one that this runtime knows. */
export function isZone(zone: string): boolean {
  try {
    return formatOf(zone) !== null;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The instant at which the local day of `now` began. */
export function startOfDay(now: Date, zone: string): Date {
  const local = localMs(now.getTime(), zone);
  return new Date(instantOf(local - modulo(local, dayMs), zone));
}

const dayMs = 86_400_000;
const modulo = (value: number, by: number) => ((value % by) + by) % by;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(zone, format);
  return format;
}

/** What a clock on the wall shows, as if it were UTC. */
function localMs(atMs: number, zone: string): number {
  const part = new Map(
    formatOf(zone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const get = (name: Intl.DateTimeFormatPartTypes) => part.get(name) ?? 0;
  return (
    Date.UTC(get("year"), get("month") - 1, get("day"), get("hour"), get("minute"), get("second")) +
    modulo(atMs, 1000)
  );
}

/** The first instant at which the wall shows `local`; where it never does, as much later as the clock skipped. */
function instantOf(local: number, zone: string): number {
  const offsetAt = (atMs: number) => localMs(atMs, zone) - atMs;
  const before = local - offsetAt(local - dayMs);
  const after = local - offsetAt(local + dayMs);
  const shown = [before, after].filter((at) => localMs(at, zone) === local);
  return shown.length > 0 ? Math.min(...shown) : before;
}
