"use client";

import { useTranslations } from "next-intl";
import { formatPercent } from "@/components/i18n/format-number";
import { useReader } from "@/components/i18n/reader";
import type { ShadowRate } from "./shadow-rate";

/** "18 of 20 equal (90 %)"; null when nothing was compared yet. */
export function useRateText(): (rate: ShadowRate) => string | null {
  const t = useTranslations("connections.shadow");
  const { locale } = useReader();
  return ({ same, compared, ratio }) =>
    ratio === null ? null : t("equal", { same, compared, percent: formatPercent(ratio, locale) });
}
