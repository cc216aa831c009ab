"use client";

import { useTranslations } from "next-intl";
import { formatClock } from "@/components/i18n/format-date";
import { useNow, useReader } from "@/components/i18n/reader";
import { Skeleton } from "@/components/ui/skeleton";
import type { ConnectionRow, ShadowRow } from "../../../_components/connection-types";
import { ModeSwitch } from "../../../_components/mode-switch";
import { ModeSince, ModeWord } from "../../../_components/mode-word";
import { shadowRate } from "../../../_components/shadow-rate";
import { useRateText } from "../../../_components/shadow-words";

type Props = { row: ConnectionRow; rows: readonly ShadowRow[] | undefined; isLoading: boolean };

/** The rate with its formula and source, the mode in words, and the switch. */
export function ShadowHead({ row, rows, isLoading }: Props) {
  const t = useTranslations("connections");
  return (
    <div className="grid gap-x-12 gap-y-5 border-b border-line px-6 py-5 full:grid-cols-[minmax(0,1fr)_360px] max-desk:px-4">
      <section aria-labelledby="rate" className="min-w-0">
        <h2 id="rate" className="text-12 text-ink-2">
          {t("shadow.rate")}
        </h2>
        <div className="min-h-8 pt-0.5">
          {rows ? <Rate rows={rows} /> : isLoading && <Skeleton width={240} height={24} />}
        </div>
        <p className="max-w-180 pt-2 text-12 text-ink-2">{t("shadow.formula")}</p>
        <p className="text-12 text-ink-2">
          <Source row={row} />
        </p>
      </section>
      <section aria-label={t("mode.label")} className="min-w-0">
        <span className="flex flex-wrap items-baseline gap-x-2.5">
          <ModeWord row={row} plate />
          <ModeSince row={row} />
        </span>
        <p className="pt-2 text-12 text-ink-2">{t(`mode.texts.${row.mode}`)}</p>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pt-3 empty:hidden">
          <ModeSwitch row={row} isPrimary />
        </div>
      </section>
    </div>
  );
}

function Rate({ rows }: { rows: readonly ShadowRow[] }) {
  const t = useTranslations("connections.shadow");
  const rateText = useRateText();
  const rate = shadowRate(rows);
  return (
    <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
      {rate.ratio === null ? (
        <span>
          <span className="text-28 text-ink-3">–</span>
          <span className="pl-2 text-ink-2">{t("nothing")}</span>
        </span>
      ) : (
        <span className="text-28 font-semibold">{rateText(rate)}</span>
      )}
      {rate.waiting > 0 && <span className="text-ink-2">{t("waitingNote", { count: rate.waiting })}</span>}
    </p>
  );
}

function Source({ row }: { row: ConnectionRow }) {
  const t = useTranslations("connections.shadow");
  const { zone, locale } = useReader();
  const now = useNow();
  const readAt = row.flows.find((one) => one.flow === "order-status")?.lastOkAt ?? null;
  return readAt ? t("source", { time: formatClock(readAt, zone, locale, now) }) : t("unread");
}
