"use client";

import { Ban, Check, CircleAlert, CircleDashed, Timer } from "lucide-react";
import { useTranslations } from "next-intl";
import { formatDay } from "@/components/i18n/format-date";
import { useNow, useReader } from "@/components/i18n/reader";
import { IconWord } from "@/components/ui/icon-word";
import type { DeveloperApp } from "./connection-types";

const looks = {
  approved: { icon: Check, tone: "grey" },
  draft: { icon: CircleDashed, tone: "grey" },
  disabled: { icon: Ban, tone: "grey" },
} as const;

export function AppState({ app }: { app: Pick<DeveloperApp, "state"> }) {
  const t = useTranslations("connections.app.states");
  return (
    <IconWord icon={looks[app.state].icon} tone={looks[app.state].tone}>
      {t(app.state)}
    </IconWord>
  );
}

/** The end of an id is what tells two apps apart. */
export function maskId(id: string): string {
  return id.length > 16 ? `…${id.slice(-12)}` : id;
}

const dayMs = 86_400_000;
/** amber from so many days on, as Amazon's own reminders begin then */
const secretNoticeDays = 90;

/** How long the client secret still works. */
export function SecretClock({ app }: { app: Pick<DeveloperApp, "secretEndsAt" | "state"> }) {
  const t = useTranslations("connections.app");
  const { zone, locale } = useReader();
  const now = useNow();
  const days = Math.floor((app.secretEndsAt.getTime() - now.getTime()) / dayMs);
  const isPast = app.secretEndsAt <= now;
  const isSoon = days <= secretNoticeDays;
  const Icon = isPast ? CircleAlert : Timer;
  const ink = isPast ? "text-red" : isSoon ? "text-amber" : "text-ink-3";
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5">
      <Icon size={14} aria-hidden="true" className={ink} />
      <span className={isSoon ? "font-medium" : undefined}>
        {isPast ? t("secretEnded") : t("secretDays", { days })}
      </span>
      <span className="text-12 text-ink-3">{formatDay(app.secretEndsAt, zone, locale, true)}</span>
    </span>
  );
}
