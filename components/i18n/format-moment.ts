import { formatFullDay, formatTime } from "./format-date";
import type { Locale } from "./preferences";

/** "Fri 27 Nov 2026 22:59": for what is read years later. */
export function formatMoment(at: Date, zone: string, locale: Locale): string {
  return `${formatFullDay(at, zone, locale)} ${formatTime(at, zone, locale)}`;
}
