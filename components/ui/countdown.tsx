"use client";

import { clsx } from "clsx";
import { CircleAlert, CircleQuestionMark, Clock, Timer } from "lucide-react";
import { useTranslations } from "next-intl";
import { countdown } from "@/components/i18n/format-countdown";
import { formatClock, formatDay } from "@/components/i18n/format-date";
import { useNow, useReader } from "@/components/i18n/reader";
import { ThreeZones } from "./three-zones";
import { Tooltip } from "./tooltip";

type Props = { dueAt: Date | string | null; amazonZone?: string };

const looks = {
  calm: { icon: Clock, ink: "text-ink-3", words: "font-medium text-ink-2" },
  soon: { icon: Timer, ink: "text-amber", words: "font-medium text-amber" },
  urgent: { icon: Timer, ink: "text-amber", words: "font-semibold text-amber" },
  late: { icon: CircleAlert, ink: "text-red", words: "font-semibold text-red" },
};

/** What is left, and the deadline itself. Null is "unknown" and looks like it. */
export function Countdown({ dueAt, amazonZone }: Props) {
  const t = useTranslations("time");
  const { locale, zone } = useReader();
  const now = useNow();
  if (dueAt === null) {
    return (
      <span className="inline-flex items-center gap-1.5 align-top whitespace-nowrap">
        <CircleQuestionMark size={14} aria-hidden="true" className="text-amber" />
        {t("deadlineUnknown")}
      </span>
    );
  }
  const due = new Date(dueAt);
  const { tone, span } = countdown(due, now);
  const { icon: Icon, ink, words } = looks[tone];
  // Where the weekday no longer names one day the hour says nothing; it stands in the three zones of the hover.
  const isFar = "days" in span.values && span.values.days >= 6;
  const absolute = isFar ? formatDay(due, zone, locale) : formatClock(due, zone, locale, now);
  const text = t(`span.${span.key}`, span.values);
  return (
    <Tooltip text={<ThreeZones at={due} amazonZone={amazonZone} />}>
      <time
        dateTime={due.toISOString()}
        className="inline-flex items-center gap-1.5 align-top whitespace-nowrap"
      >
        <Icon size={14} aria-hidden="true" className={ink} />
        <span className={clsx(words)}>{tone === "late" ? t("late", { span: text }) : text}</span>
        <span className="text-12 text-ink-3">{absolute}</span>
      </time>
    </Tooltip>
  );
}
