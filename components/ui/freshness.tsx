"use client";

import { clsx } from "clsx";
import { Check, CircleAlert, CircleDashed, Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import { formatClock } from "@/components/i18n/format-date";
import { freshness } from "@/components/i18n/format-freshness";
import { useNow, useReader } from "@/components/i18n/reader";

type Props = {
  updatedAt: Date | string | null;
  everyMinutes: number;
  nextAt?: Date | string | null;
  /** puts the next run at the right edge, for lists */
  spread?: boolean;
};

const looks = {
  fresh: { icon: Check, ink: "text-ink-3", words: "text-ink-2" },
  stale: { icon: Clock, ink: "text-amber", words: "text-amber" },
  silent: { icon: CircleAlert, ink: "text-red", words: "text-red" },
  never: { icon: CircleDashed, ink: "text-ink-3", words: "text-ink-3" },
};

/** How old, and when next; a fresh source is a grey tick and never green. */
export function Freshness({ updatedAt, everyMinutes, nextAt, spread }: Props) {
  const t = useTranslations("time");
  const { locale, zone } = useReader();
  const now = useNow();
  const { staleness, age } = freshness(updatedAt === null ? null : new Date(updatedAt), everyMinutes, now);
  const { icon: Icon, ink, words } = looks[staleness];
  const span = age ? t(`span.${age.key}`, age.values) : "";
  const isNow = age?.key === "minutes" && age.values.minutes === 0;
  const text = {
    fresh: () => (isNow ? t("updatedNow") : t("updated", { span })),
    stale: () => t("stale", { span }),
    silent: () => t("silent", { span }),
    never: () => t("never"),
  }[staleness]();
  return (
    <span className={clsx("flex min-w-0 items-center gap-1.5 whitespace-nowrap", spread && "flex-1")}>
      <Icon size={14} aria-hidden="true" className={ink} />
      <span className={words}>{text}</span>
      {nextAt && (
        <span className={spread ? "ml-auto pl-3 text-12 text-ink-3" : "text-12 text-ink-3"}>
          {!spread && "· "}
          {t("next", { time: formatClock(new Date(nextAt), zone, locale, now) })}
        </span>
      )}
    </span>
  );
}
