"use client";

import { useQuery } from "@tanstack/react-query";
import { KeyRound, Pause } from "lucide-react";
import { useTranslations } from "next-intl";
import { useWorkspace } from "@/components/frame/workspace";
import { useNow } from "@/components/i18n/reader";
import { accountName } from "@/components/orders/market-name";
import type { FreshnessRow } from "@/components/orders/order-types";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { QueryError } from "@/components/trpc/query-error";
import { Freshness } from "@/components/ui/freshness";
import { IconWord } from "@/components/ui/icon-word";
import { Skeleton } from "@/components/ui/skeleton";
import { backfillWeek } from "./backfill-week";
import { Block } from "./block";
import { intervalOf } from "./frame-figures";

const skeletonRows = ["a", "b", "c"];

/** How old each account's orders are, and when they are read next. */
export function FreshnessBlock() {
  const t = useTranslations("home.freshness");
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const query = useQuery({ ...trpc.dashboards.freshness.queryOptions({ tenant }), refetchInterval: 30_000 });
  const rows = query.data?.filter((row) => row.flow === "orders" && row.environment === "production");
  return (
    <Block id="freshness-title" title={t("title")} note={t("note")}>
      {!rows && query.isError && <QueryError title={t("failed")} query={query} />}
      <ul className="grid grid-cols-[minmax(96px,1fr)_auto] gap-x-3">
        {rows?.map((row) => (
          <FreshnessItem key={row.connectionId} row={row} />
        ))}
        {!rows &&
          !query.isError &&
          skeletonRows.map((row) => (
            <li key={row} className="col-span-full flex h-8 items-center border-b border-line">
              <Skeleton />
            </li>
          ))}
      </ul>
    </Block>
  );
}

function FreshnessItem({ row }: { row: FreshnessRow }) {
  const t = useTranslations("home.freshness");
  const now = useNow();
  const account = accountName(row.country, row.label);
  const backfill = backfillWeek(row, now);
  return (
    <li className="col-span-full grid h-8 grid-cols-subgrid items-center border-b border-line">
      <span title={account} className="truncate font-medium">
        {account}
      </span>
      <span className="flex min-w-0 items-center gap-3">
        {row.state === "reauthorise" && (
          <IconWord icon={KeyRound} tone="red">
            {t("reauthorise")}
          </IconWord>
        )}
        {row.state === "paused" && (
          <IconWord icon={Pause} tone="grey">
            {t("paused")}
          </IconWord>
        )}
        {row.state === "active" && (
          <Freshness
            updatedAt={row.lastOkAt}
            everyMinutes={intervalOf(row)}
            nextAt={backfill || row.nextDueAt < now ? null : row.nextDueAt}
            spread
          />
        )}
        {backfill && row.state === "active" && (
          <span
            title={t("backfillLabel", { account })}
            className="ml-auto shrink-0 text-12 whitespace-nowrap text-ink-3"
          >
            {t("backfill", backfill)}
          </span>
        )}
      </span>
    </li>
  );
}
