"use client";

import { formatClock, formatFullDay, formatInstant, formatTime } from "@/components/i18n/format-date";
import { useNow, useReader, useZoneLabel } from "@/components/i18n/reader";
import { ThreeZones } from "./three-zones";
import { Tooltip } from "./tooltip";

type Props = {
  at: Date | string;
  /** clock: as short as it stays clear; full: weekday, day and time; day: without a time */
  form?: "clock" | "full" | "day" | "time";
  /** another zone than the reader's; it is then named beside the time */
  zone?: string;
  /** Amazon's zone, for the three-way hover */
  amazonZone?: string;
};

/** An instant in the reader's zone; hover shows it in UTC and at Amazon too. */
export function DateTime({ at, form = "clock", zone, amazonZone }: Props) {
  const reader = useReader();
  const now = useNow();
  const label = useZoneLabel();
  const instant = new Date(at);
  const place = zone ?? reader.zone;
  const text = {
    clock: () => formatClock(instant, place, reader.locale, now),
    full: () => formatInstant(instant, place, reader.locale),
    day: () => formatFullDay(instant, place, reader.locale),
    time: () => formatTime(instant, place, reader.locale),
  }[form]();
  return (
    <Tooltip text={<ThreeZones at={instant} amazonZone={amazonZone ?? zone} />}>
      <time dateTime={instant.toISOString()} className="whitespace-nowrap">
        {text}
        {zone && <span className="text-12 text-ink-3"> {label(zone, instant)}</span>}
      </time>
    </Tooltip>
  );
}
