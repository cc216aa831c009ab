import type { ReactNode } from "react";
import type { MoneyValue } from "@/components/i18n/format-money";
import { Money } from "@/components/ui/money";

type Props = {
  /** "612 POs" */
  count: string;
  /** one figure a currency; never a sum over them */
  totals: readonly MoneyValue[];
  /** the oldest source: "updated 1 min ago, DE · OAKE3 47 min" */
  freshness?: ReactNode;
};

/** What the whole filter comes to, not only the loaded rows. */
export function TableFooter({ count, totals, freshness }: Props) {
  return (
    <footer className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-6 border-t border-line px-6 py-1 whitespace-nowrap max-desk:gap-x-4 max-desk:px-4">
      <b className="font-semibold">{count}</b>
      {totals.map((total) => (
        <Money key={total.currency} value={total} />
      ))}
      {freshness && <span className="ml-auto pl-4 text-12 text-ink-3 max-desk:hidden">{freshness}</span>}
    </footer>
  );
}
