import type { Locale } from "./preferences";

const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: Locale, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
  formats.set(key, made);
  return made;
}

/** "07:50", 24 hours in every language. */
export function formatTime(at: Date, zone: string, locale: Locale): string {
  return dateFormat(locale, zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
}

/** "Tue", "周二". */
export function formatWeekday(at: Date, zone: string, locale: Locale): string {
  return dateFormat(locale, zone, { weekday: "short" }).format(at);
}

/** "23 Nov", "11月23日"; with the year when asked: "23 Nov 2026", "2026年11月23日". */
export function formatDay(at: Date, zone: string, locale: Locale, year = false): string {
  if (locale === "zh-CN") {
    return dateFormat(locale, zone, {
      month: "long",
      day: "numeric",
      ...(year && { year: "numeric" }),
    }).format(at);
  }
  const parts = dateFormat(locale, zone, { day: "numeric", month: "short", year: "numeric" }).formatToParts(
    at,
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? "";
  return [part("day"), part("month"), ...(year ? [part("year")] : [])].join(" ");
}

/** "Mon 23 Nov 2026", "周一 2026年11月23日". */
export function formatFullDay(at: Date, zone: string, locale: Locale): string {
  return `${formatWeekday(at, zone, locale)} ${formatDay(at, zone, locale, true)}`;
}

/** As short as it stays clear from `now`: "12:00" today, "Tue 01:30" within six days, else "29 Nov 08:00", with the year when it is another. */
export function formatClock(at: Date, zone: string, locale: Locale, now: Date): string {
  const time = formatTime(at, zone, locale);
  const days = Math.abs(dayNumber(at, zone) - dayNumber(now, zone));
  if (days === 0) return time;
  if (days < 7) return `${formatWeekday(at, zone, locale)} ${time}`;
  return `${formatDay(at, zone, locale, yearOf(at, zone) !== yearOf(now, zone))} ${time}`;
}

/** "Fri 27 Nov 22:59": for tables of clocks, where nothing is relative. */
export function formatInstant(at: Date, zone: string, locale: Locale): string {
  return `${formatWeekday(at, zone, locale)} ${formatDay(at, zone, locale)} ${formatTime(at, zone, locale)}`;
}

/** "20–27 Nov", "30 Nov–4 Dec", "11月20日–27日"; both ends in the same zone. */
export function formatDayRange(from: Date, to: Date, zone: string, locale: Locale): string {
  const [first, last] = [formatDay(from, zone, locale), formatDay(to, zone, locale)];
  if (first === last) return first;
  const [a, b] = [monthOf(from, zone), monthOf(to, zone)];
  if (a !== b) return `${first}–${last}`;
  if (locale === "zh-CN") return `${first}–${last.replace(/^.*月/, "")}`;
  return `${first.split(" ")[0]}–${last}`;
}

/** A date without a clock ("2026-11-29"), which no zone may move. */
export function formatPlainDate(date: string, locale: Locale, year = false): string {
  return formatDay(new Date(`${date}T12:00:00Z`), "UTC", locale, year);
}

function numbersOf(at: Date, zone: string): { year: number; month: number; day: number } {
  const parts = dateFormat("en", zone, { year: "numeric", month: "numeric", day: "numeric" }).formatToParts(
    at,
  );
  const read = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return { year: read("year"), month: read("month"), day: read("day") };
}

/** Days since 1970 of the calendar day that this instant has in the zone. */
export function dayNumber(at: Date, zone: string): number {
  const { year, month, day } = numbersOf(at, zone);
  return Math.round(Date.UTC(year, month - 1, day) / 86_400_000);
}

function yearOf(at: Date, zone: string): number {
  return numbersOf(at, zone).year;
}

function monthOf(at: Date, zone: string): string {
  const { year, month } = numbersOf(at, zone);
  return `${year}-${month}`;
}
