"use client";

import { Clock, Equal, EqualNot } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useWorkspace } from "@/components/frame/workspace";
import { orderHref } from "@/components/orders/order-href";
import { CompareLines } from "@/components/submissions/compare-lines";
import { DateTime } from "@/components/ui/date-time";
import { IconWord } from "@/components/ui/icon-word";
import type { ShadowRow } from "../../../_components/connection-types";

// Equal is no proof of anything that was sent: grey, not green.
const looks = {
  same: { icon: Equal, tone: "grey" },
  different: { icon: EqualNot, tone: "amber" },
  waiting: { icon: Clock, tone: "grey" },
} as const;

/** One PO: our answer's verdict, who prepared it when, and the lines that Amazon shows otherwise. */
export function ShadowItem({ row }: { row: ShadowRow }) {
  const t = useTranslations("connections.shadow");
  const { base } = useWorkspace();
  const { icon, tone } = looks[row.verdict];
  return (
    <li className="border-b border-line px-6 py-2 max-desk:px-4 max-desk:py-3">
      <div className="grid min-h-5 items-center gap-x-6 gap-y-1 desk:grid-cols-[120px_128px_minmax(0,1fr)] max-desk:grid-cols-[minmax(0,1fr)_max-content]">
        <Link
          href={orderHref(base, row.order)}
          className="justify-self-start font-mono font-medium whitespace-nowrap hover:underline max-desk:py-0.5"
        >
          {row.number}
        </Link>
        <IconWord icon={icon} tone={tone}>
          {t(`verdicts.${row.verdict}`)}
        </IconWord>
        <span className="min-w-0 text-12 text-ink-2 max-desk:col-span-2">
          {t.rich("prepared", {
            at: () => <DateTime key="at" at={row.preparedAt} />,
            name: row.preparedBy,
          })}
        </span>
      </div>
      {row.lines.length > 0 && (
        <div className="desk:pl-36">
          <CompareLines caption={t("lines", { number: row.number })} lines={row.lines} />
        </div>
      )}
    </li>
  );
}
