"use client";

import { clsx } from "clsx";
import { formatMoney, formatMoneyCompact, type MoneyValue } from "@/components/i18n/format-money";
import { useReader } from "@/components/i18n/reader";

type Props = { value: MoneyValue | null; compact?: boolean; strong?: boolean; quiet?: boolean };

/** Code small, figure tabular; a dash where there is none. Never a sum over currencies. */
export function Money({ value, compact, strong, quiet }: Props) {
  const { locale } = useReader();
  if (!value) return <span className="text-ink-3">–</span>;
  const { currency, figure } = (compact ? formatMoneyCompact : formatMoney)(value, locale);
  return (
    <span className="whitespace-nowrap">
      <span className="mr-1 text-12 text-ink-3">{currency}</span>
      <span className={clsx(strong && "font-semibold", quiet && "text-ink-2")}>{figure}</span>
    </span>
  );
}
