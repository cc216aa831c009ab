const formats = new Map<string, Intl.DateTimeFormat>();

/** "2026-11-23 17:05": an instant by the clock of a place, in the spelling that every spreadsheet reads as a date. */
export function localText(at: Date, zone: string): string {
  let format = formats.get(zone);
  if (!format) {
    // Swedish writes dates as ISO 8601 does
    format = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: zone });
    formats.set(zone, format);
  }
  return format.format(at);
}
