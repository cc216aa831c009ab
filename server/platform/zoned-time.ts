const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** @returns whether the IANA zone is one that this runtime knows; a bare offset ("+08:00") is no zone. */
export function isZone(zone: string): boolean {
  if (zone.length > 64 || !/^[a-z]/i.test(zone)) return false;
  try {
    // kept nowhere: a stranger may ask for a name in every mix of cases
    return new Intl.DateTimeFormat("en", { timeZone: zone }) !== null;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Key below the words `zones`: ids hold slashes, keys must not. */
export function zoneKey(zone: string): string {
  return zone.replaceAll("/", "-");
}

/** The place in an IANA id, for zones that the words do not name: "America/Port_of_Spain" is "Port of Spain". */
export function placeOfZone(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}

/** Whether a text is a day of the calendar between 2000 and 9999, "2026-11-23"; the 31st of February is none. */
export function isDay(text: string): boolean {
  if (!/^[2-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** "2026-11-23": the day that an instant falls on in a zone. */
export function localDay(at: Date, zone: string): string {
  return localText(at, zone).slice(0, 10);
}

export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);
}

/** "2026-11-23 17:05": an instant by the clock of a place, in the spelling that every spreadsheet reads as a date. */
export function localText(at: Date, zone: string): string {
  return new Date(wallTime(at.getTime(), zone)).toISOString().slice(0, 16).replace("T", " ");
}

/** The first instant of a plain day in a zone; where a clock change skips midnight, the first one that exists. */
export function startOfDay(day: string, zone: string): Date {
  return new Date(instantOf(Date.parse(`${day}T00:00:00Z`), zone));
}

/** What a clock on the wall shows at `atMs`, in ms as if it were UTC. */
export function wallTime(atMs: number, zone: string): number {
  const text = formatOf(zone).format(atMs).replace(" ", "T");
  return Date.parse(`${text}Z`) + (((atMs % 1000) + 1000) % 1000);
}

/** The first instant in ms at which the wall shows `wall`; where it never does, as much later as the clock skipped. */
export function instantOf(wall: number, zone: string): number {
  const offsetAt = (atMs: number) => wallTime(atMs, zone) - atMs;
  const before = wall - offsetAt(wall - dayMs);
  const after = wall - offsetAt(wall + dayMs);
  const shown = [before, after].filter((at) => wallTime(at, zone) === wall);
  return shown.length > 0 ? Math.min(...shown) : before;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  // Swedish writes dates as ISO 8601 does: "2026-11-23 17:05:00"
  const format = new Intl.DateTimeFormat("sv-SE", {
    dateStyle: "short",
    timeStyle: "medium",
    timeZone: zone,
  });
  formats.set(zone, format);
  return format;
}
