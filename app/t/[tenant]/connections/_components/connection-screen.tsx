"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useRowKeys } from "@/components/data-table/use-row-keys";
import { PageShell } from "@/components/frame/page-shell";
import { placeHref } from "@/components/frame/place-href";
import { useWorkspace } from "@/components/frame/workspace";
import { useNow } from "@/components/i18n/reader";
import { marketName } from "@/components/orders/market-name";
import { Facts } from "@/components/ui/facts";
import { SandboxStrip } from "@/components/ui/sandbox-strip";
import { ConnectionDetail } from "./connection-detail";
import { healthOf } from "./connection-health";
import type { ConnectionRow } from "./connection-types";
import { connectionName, regionCodes } from "./connection-words";
import { ConsentCell } from "./consent-cell";
import { HealthWord } from "./health-word";
import { MoreMenu } from "./more-menu";
import { NoWayIn } from "./no-way-in";
import { OrdersCell } from "./orders-cell";
import { RowAct } from "./row-act";
import { useConnections } from "./use-connections";
import { useSync } from "./use-sync";

/** The page of one connection; Esc leads back to the list, J and K to its neighbours. */
export function ConnectionScreen({ id }: { id: string }) {
  const t = useTranslations("connections");
  const { base } = useWorkspace();
  const rows = useConnections().data ?? [];
  const row = rows.find((one) => one.id === id);
  const path = [{ label: t("title"), href: placeHref(base, "/connections") }];
  useNeighbourKeys(rows, id);
  if (!row) {
    return (
      <PageShell title={t("title")} path={path}>
        <NoWayIn>{t("gone")}</NoWayIn>
      </PageShell>
    );
  }
  return (
    <PageShell title={connectionName(row)} path={path} note={<PlaceNote row={row} />}>
      {row.environment === "sandbox" && <SandboxStrip />}
      <Head row={row} />
      <div className="px-6 pt-5 pb-8 max-desk:px-4">
        <ConnectionDetail row={row} allRuns />
      </div>
    </PageShell>
  );
}

function PlaceNote({ row }: { row: ConnectionRow }) {
  const t = useTranslations("connections.place");
  const place = { market: marketName(row.country), region: regionCodes[row.region] };
  return row.environment === "sandbox" ? t("sandbox", place) : t("production", place);
}

function Head({ row }: { row: ConnectionRow }) {
  const t = useTranslations("connections");
  const now = useNow();
  const sync = useSync(row.id, "orders");
  const health = healthOf(row, now);
  return (
    <div className="flex flex-wrap items-center gap-x-8 gap-y-3 border-b border-line px-6 py-3 max-desk:px-4">
      <div className="min-w-0 flex-1 max-desk:basis-full">
        <Facts
          across
          facts={[
            { name: t("columns.health"), value: <HealthWord health={health} plate /> },
            { name: t("columns.orders"), value: <OrdersCell row={row} sync={sync} /> },
            { name: t("columns.consent"), value: <ConsentCell row={row} /> },
            {
              name: t("columns.calls"),
              value: (
                <span className="grid">
                  {row.callsToday}
                  <span className={row.failedToday > 0 ? "text-12 text-red" : "text-12 text-ink-2"}>
                    {t("calls.failed", { count: row.failedToday })}
                  </span>
                </span>
              ),
            },
          ]}
        />
      </div>
      <span className="flex items-center gap-1">
        <RowAct row={row} health={health} sync={sync} isPrimary size="normal" />
        <MoreMenu row={row} isPage />
      </span>
    </div>
  );
}

function useNeighbourKeys(rows: readonly ConnectionRow[], id: string) {
  const router = useRouter();
  const { base } = useWorkspace();
  const at = rows.findIndex((row) => row.id === id);
  const move = useCallback(
    (by: 1 | -1) => {
      const next = rows[at + by];
      if (next) router.push(placeHref(base, `/connections/${next.id}`));
    },
    [rows, at, router, base],
  );
  const back = useCallback(() => router.push(placeHref(base, "/connections")), [router, base]);
  useRowKeys({ move, back });
}
