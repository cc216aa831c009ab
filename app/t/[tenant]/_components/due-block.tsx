"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAddressState } from "@/components/data-table/use-address-state";
import { useRowKeys } from "@/components/data-table/use-row-keys";
import { useWorkspace } from "@/components/frame/workspace";
import { useNow, useReader, useZoneLabel } from "@/components/i18n/reader";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { QueryError } from "@/components/trpc/query-error";
import { Button } from "@/components/ui/button";
import { Money } from "@/components/ui/money";
import { Segmented } from "@/components/ui/segmented";
import { DueItem } from "./due-item";
import { DueNothing } from "./due-nothing";
import { DueSkeleton } from "./due-skeleton";
import { dueHref, dueKey, sameDue } from "./due-work";
import { useHeld } from "./use-held";

/** "by=money", or nothing: the clock decides */
const order = {
  by: {
    parse: (text: string) => (text === "money" ? ("money" as const) : null),
    serialize: (text: string) => text,
  },
};
const noKeys = {};

/** Late work first, then by minutes left, or by the money that is at risk. */
export function DueBlock() {
  const t = useTranslations("home.due");
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const [{ by: chosen }, setOrder] = useAddressState<{ by: "money" | null }>(order, noKeys);
  const by = chosen ?? "due";
  const query = useQuery({
    ...trpc.dashboards.due.queryOptions({ tenant, by }),
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
  });
  const { data } = query;
  return (
    <section aria-labelledby="due-title">
      <div className="flex min-h-11 flex-wrap items-center gap-x-5 gap-y-2 px-6 py-2 max-desk:px-4 max-desk:py-3">
        <h2 id="due-title" className="text-15 font-semibold">
          {t("title")} <span className="pl-1 text-13 font-normal text-ink-3">{data?.total}</span>
        </h2>
        {data && data.atRisk.length > 0 && (
          <dl className="flex flex-wrap items-baseline gap-x-5 gap-y-0.5 border-line-2 desk:border-l desk:pl-5 max-desk:w-full max-desk:flex-col">
            <dt className="text-12 text-ink-2">{t("atRisk")}</dt>
            <dd className="flex flex-wrap gap-x-5 gap-y-0.5 max-desk:grid max-desk:w-full max-desk:grid-cols-2">
              {data.atRisk.map((one) => (
                <Money key={one.currency} value={{ amount: one.value, currency: one.currency ?? "" }} />
              ))}
            </dd>
          </dl>
        )}
        <span className="ml-auto max-desk:ml-0 max-desk:w-full">
          <Segmented
            label={t("order")}
            value={by}
            onChange={(next) => setOrder({ by: next === "money" ? next : null })}
            options={[
              { value: "due", label: t("byTime") },
              { value: "money", label: t("byMoney") },
            ]}
          />
        </span>
      </div>
      {data && data.rows.length > 0 && <DueList rows={data.rows} total={data.total} />}
      {data && data.rows.length === 0 && <DueNothing />}
      {!data && query.isError && (
        <div className="border-t border-line px-6 py-4 max-desk:px-4">
          <QueryError title={t("failed")} query={query} />
        </div>
      )}
      {!data && !query.isError && <DueSkeleton />}
    </section>
  );
}

type Rows = NonNullable<Parameters<typeof sameDue>[0]>;

function DueList({ rows, total }: { rows: Rows; total: number }) {
  const t = useTranslations("home.due");
  const router = useRouter();
  const { base } = useWorkspace();
  const { shown, isHeld, release, hold } = useHeld(rows, sameDue);
  const [cursor, setCursor] = useState<string | null>(null);
  const at = shown.findIndex((row) => dueKey(row) === cursor);
  const here = shown[at] ?? shown[0];
  useRowKeys({
    move: (step) => {
      const row = shown[Math.min(shown.length - 1, Math.max(0, at < 0 ? 0 : at + step))];
      if (!row) return;
      setCursor(dueKey(row));
      document.getElementById(`due ${dueKey(row)}`)?.scrollIntoView({ block: "nearest" });
    },
    open: here && (() => router.push(dueHref(base, here))),
  });
  const counted = shown.reduce((sum, row) => sum + row.count, 0);
  return (
    <div {...hold}>
      <DueHead />
      <ol aria-labelledby="due-title" className="border-b border-line">
        {shown.map((row) => (
          <DueItem
            key={dueKey(row)}
            row={row}
            isCursor={row === here}
            isPrimary={row === shown[0]}
            onFocus={() => setCursor(dueKey(row))}
          />
        ))}
      </ol>
      {counted < total && (
        <p className="px-6 pt-2 text-12 text-ink-3 max-desk:px-4">{t("more", { count: total - counted })}</p>
      )}
      <p aria-live="polite" className="sr-only">
        {isHeld && t("changedMeanwhile")}
      </p>
      {isHeld && (
        <p className="flex items-center gap-3 px-6 pt-2 text-12 text-ink-2 max-desk:px-4">
          {t("changedMeanwhile")}
          <Button variant="link" size="text" onClick={release}>
            {t("showNew")}
          </Button>
        </p>
      )}
    </div>
  );
}

/** One line of words over the columns; each row says its own facts, so a reader needs no head. */
function DueHead() {
  const t = useTranslations("home.due.columns");
  const { zone } = useReader();
  const now = useNow();
  const label = useZoneLabel();
  return (
    <div
      aria-hidden="true"
      className="due-grid h-8 border-b border-line px-6 text-12 text-ink-2 max-full:hidden"
    >
      <span>{t("due", { zone: label(zone, now) })}</span>
      <span>{t("kind")}</span>
      <span>{t("work")}</span>
      <span>{t("account")}</span>
      <span className="text-right">{t("atRisk")}</span>
    </div>
  );
}
