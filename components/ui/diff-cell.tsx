"use client";

import { useTranslations } from "next-intl";
import { formatNumber, formatSigned } from "@/components/i18n/format-number";
import { useReader } from "@/components/i18n/reader";

type Props = {
  value: number | null;
  /** the figure to its left; null: nothing to compare with */
  against: number | null;
  /** may still arrive: the difference is grey */
  open?: boolean;
  /** Amazon's former value, struck through beside the new one */
  was?: number;
};

/** A figure and a fixed slot for its difference, said by sign and by colour. */
export function DiffCell({ value, against, open, was }: Props) {
  const t = useTranslations("common");
  const { locale } = useReader();
  if (value === null) {
    return (
      <span className="whitespace-nowrap text-ink-3">
        –<span className="delta-slot" />
      </span>
    );
  }
  const difference = against === null ? null : value - against;
  const ink = open || difference === 0 ? "text-ink-3" : (difference ?? 0) < 0 ? "text-red" : "text-amber";
  return (
    <span className="whitespace-nowrap">
      {was !== undefined && <s className="mr-1 text-ink-3">{formatNumber(was, locale)}</s>}
      <span className={was === undefined ? undefined : "font-medium text-violet"}>
        {formatNumber(value, locale)}
      </span>
      <span className={`delta-slot text-12 ${ink}`}>
        {difference === null ? null : difference === 0 ? (
          <>
            <span aria-hidden="true">=</span>
            <span className="sr-only">{t("equal")}</span>
          </>
        ) : (
          formatSigned(difference, locale)
        )}
      </span>
    </span>
  );
}
