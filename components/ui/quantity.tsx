"use client";

import { formatNumber } from "@/components/i18n/format-number";
import { useReader } from "@/components/i18n/reader";

type Props = { value: number | string | null; unit?: string };

/** A figure; null is a dash and never a zero, a zero is grey. */
export function Quantity({ value, unit }: Props) {
  const { locale } = useReader();
  if (value === null) return <span className="text-ink-3">–</span>;
  return (
    <span className={Number(value) === 0 ? "text-ink-3" : undefined}>
      {formatNumber(value, locale)}
      {unit && <span className="text-ink-3"> {unit}</span>}
    </span>
  );
}
