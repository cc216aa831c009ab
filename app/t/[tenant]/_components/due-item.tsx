"use client";

import { clsx } from "clsx";
import { ArrowUpRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useWorkspace } from "@/components/frame/workspace";
import { useQuarter } from "@/components/i18n/use-quarter";
import { accountName, marketName } from "@/components/orders/market-name";
import type { DueRow } from "@/components/orders/order-types";
import { buttonClass } from "@/components/ui/button-class";
import { Countdown } from "@/components/ui/countdown";
import { IconWord } from "@/components/ui/icon-word";
import { KeyHint } from "@/components/ui/key-hint";
import { Money } from "@/components/ui/money";
import { dueHref, dueKey, dueLooks } from "./due-work";

type Props = { row: DueRow; isCursor: boolean; isPrimary: boolean; onFocus: () => void };

/** A sentence: how long, what, where, how much, one verb. Three lines on a phone. */
export function DueItem({ row, isCursor, isPrimary, onFocus }: Props) {
  const t = useTranslations("home.due");
  const say = useQuarter();
  const { base } = useWorkspace();
  const look = dueLooks[row.kind];
  const account = row.country ? accountName(row.country, row.connectionLabel ?? "") : null;
  const money = row.moneyAtRisk && row.currency ? { amount: row.moneyAtRisk, currency: row.currency } : null;
  return (
    <li
      id={`due ${dueKey(row)}`}
      onFocus={onFocus}
      className={clsx(
        "due-row relative border-t border-line px-6 first:border-t-0 hover:bg-hover max-desk:px-4",
        isCursor &&
          "bg-accent-s shadow-[inset_2px_0_0_var(--color-accent)] max-desk:bg-transparent max-desk:shadow-none forced-colors:outline-2 forced-colors:-outline-offset-2",
      )}
    >
      <span className="flex items-center [grid-area:due]">
        {row.dueAt ? (
          <Countdown dueAt={row.dueAt} amazonZone={row.amazonZone ?? undefined} />
        ) : (
          <span className="text-ink-3">{t("noClock")}</span>
        )}
      </span>
      <span className="flex items-center [grid-area:kind]">
        <IconWord icon={look.icon} tone={look.tone}>
          {t(`kinds.${row.kind}`)}
        </IconWord>
      </span>
      <span className="flex min-w-0 items-baseline gap-x-2 [grid-area:work] max-desk:flex-wrap">
        <span className="shrink-0 font-medium">
          {t(`work.${row.kind}`, {
            count: row.count,
            number: String(row.facts.number ?? ""),
            quarter: say(String(row.facts.quarter ?? "")),
            account: account ?? String(row.facts.name ?? t("app")),
          })}
        </span>
        <Detail row={row} />
      </span>
      <span className="truncate text-ink-2 [grid-area:account]">{account ?? "–"}</span>
      <span className="text-right [grid-area:money]">
        <Money value={money} />
      </span>
      <span className="flex [grid-area:act]">
        <Link
          href={dueHref(base, row)}
          className={clsx(
            buttonClass({ variant: isPrimary ? "primary" : "secondary", size: "row" }),
            "w-full max-desk:min-w-26",
          )}
        >
          {t(`acts.${row.kind}`, { count: row.count })}
          {isCursor && (
            <KeyHint keys="Enter" on={isPrimary ? "accent" : "surface"} className="-mr-1.5 max-full:hidden" />
          )}
        </Link>
      </span>
    </li>
  );
}

function Detail({ row }: { row: DueRow }) {
  const t = useTranslations("home.due");
  const host = row.portalHost;
  const units = Number(row.facts.units ?? 0);
  return (
    <span className="min-w-0 truncate text-12 text-ink-2">
      {row.kind === "confirm" && row.count === 1 && units > 0 && t("detail.units", { units })}
      {row.kind === "confirm" && row.count > 1 && row.lateCount > 0 && (
        <span className="text-red">{t("detail.late", { count: row.lateCount })}</span>
      )}
      {row.kind !== "confirm" && t(`detail.${row.kind}`)}
      {row.kind === "confirm" && host && row.country && (
        <a
          href={`https://${host}/`}
          target="_blank"
          rel="noreferrer"
          className="ml-2 inline-flex items-center gap-0.5 text-accent first:ml-0 hover:underline"
        >
          {t("portal", { market: marketName(row.country) })}
          <ArrowUpRight size={12} aria-label={t("portalNote")} />
        </a>
      )}
    </span>
  );
}
