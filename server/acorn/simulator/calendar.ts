export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Day numbers count from here, so that a day of any marketplace fits 15 bits. */
const firstDay = Date.UTC(2015, 0, 1);
const formats = new Map<string, Intl.DateTimeFormat>();
const starts = new Map<string, number>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(zone, made);
  return made;
}

/** Milliseconds that the zone's wall clock is ahead of UTC at this instant. */
function offsetAt(zone: string, at: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day: date = 1, hour: h = 0, minute: m = 0, second: s = 0 } = part;
  return Date.UTC(year, month - 1, date, h, m, s) - Math.floor(at / second) * second;
}

/** Number of the zone's calendar day that holds the instant. */
export function dayNumber(zone: string, at: number): number {
  return Math.floor((at + offsetAt(zone, at) - firstDay) / day);
}

/** Instant at which the zone's calendar day begins; correct on days with a clock change. */
export function dayStart(zone: string, number: number): number {
  const key = `${zone}/${number}`;
  const known = starts.get(key);
  if (known !== undefined) return known;
  const wall = firstDay + number * day;
  const guess = wall - offsetAt(zone, wall);
  const start = wall - offsetAt(zone, guess);
  starts.set(key, start);
  return start;
}

/** 0 = Sunday … 6 = Saturday, of a day number. */
export function weekdayOf(number: number): number {
  return new Date(firstDay + number * day).getUTCDay();
}

/** Six calendar months earlier: how far back orders are answered [M]. */
export function sixMonthsBefore(at: number): number {
  const date = new Date(at);
  date.setUTCMonth(date.getUTCMonth() - 6);
  return date.getTime();
}

/** `2026-11-23T14:58:19Z`: whole seconds, as the API writes instants [M examples]. */
export function isoSeconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** @returns the instant of an ISO 8601 date or date-time, read as UTC where it has no zone; null for anything else. */
export function parseInstant(text: string): number | null {
  const shape = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
  if (!shape.test(text)) return null;
  const zoned = /T.*(Z|[+-]\d{2}:?\d{2})$/.test(text) || !text.includes("T");
  const at = Date.parse(zoned ? text : `${text}Z`);
  return Number.isNaN(at) ? null : at;
}
