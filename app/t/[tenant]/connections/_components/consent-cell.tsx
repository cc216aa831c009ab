"use client";

import { CircleAlert, Timer } from "lucide-react";
import { useTranslations } from "next-intl";
import { durationWords } from "@/components/i18n/format-countdown";
import { formatClock, formatDay } from "@/components/i18n/format-date";
import { useNow, useReader } from "@/components/i18n/reader";
import { endsSoon } from "./connection-health";
import type { ConnectionRow } from "./connection-types";

const dayMs = 86_400_000;

/** When Amazon's consent ends; a self-authorisation has no end that Amazon names. */
export function ConsentCell({ row }: { row: ConnectionRow }) {
  const t = useTranslations("connections.consent");
  const times = useTranslations("time");
  const { zone, locale } = useReader();
  const now = useNow();
  const { expiresAt } = row;
  if (expiresAt === null) {
    return (
      <span className="grid min-w-0">
        <span className="truncate text-ink-2">{t("none")}</span>
        <span className="truncate text-12 text-ink-2">
          {row.authorisation === "self" ? t("self") : t("private")}
        </span>
      </span>
    );
  }
  const leftMs = expiresAt.getTime() - now.getTime();
  const span = durationWords(Math.abs(leftMs));
  if (leftMs <= 0) {
    return (
      <span className="grid min-w-0">
        <span className="inline-flex items-center gap-1.5 font-medium text-red">
          <CircleAlert size={14} aria-hidden="true" />
          {t("ended")}
        </span>
        <span className="truncate text-12 text-ink-2">{formatDay(expiresAt, zone, locale, true)}</span>
      </span>
    );
  }
  if (endsSoon(row, now)) {
    return (
      <span className="grid min-w-0">
        <span className="inline-flex items-center gap-1.5 font-medium text-amber">
          <Timer size={14} aria-hidden="true" />
          {times(`span.${span.key}`, span.values)}
        </span>
        <span className="truncate text-12 text-ink-2">{formatClock(expiresAt, zone, locale, now)}</span>
      </span>
    );
  }
  return (
    <span className="grid min-w-0">
      <span className="text-ink-2">{t("days", { days: Math.floor(leftMs / dayMs) })}</span>
      <span className="truncate text-12 text-ink-2">{formatDay(expiresAt, zone, locale, true)}</span>
    </span>
  );
}
