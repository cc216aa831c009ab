"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { ColumnChooser } from "@/components/data-table/column-chooser";
import { DataTable } from "@/components/data-table/data-table";
import { shownColumns } from "@/components/data-table/grid-layout";
import { TableFooter } from "@/components/data-table/table-footer";
import { useAddressState } from "@/components/data-table/use-address-state";
import { useGridView } from "@/components/data-table/use-grid-view";
import { ExportMenu } from "@/components/exports/export-menu";
import { useWorkspace } from "@/components/frame/workspace";
import { useReader } from "@/components/i18n/reader";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { QueryError } from "@/components/trpc/query-error";
import { Button } from "@/components/ui/button";
import { DateTime } from "@/components/ui/date-time";
import { Empty } from "@/components/ui/empty";
import { ViewTabs } from "@/components/views/view-tabs";
import { SettingsShell } from "../../_components/settings-shell";
import { useActionWords, useActorWords } from "./action-words";
import { AuditFilterBar } from "./audit-filter-bar";
import {
  type AuditRow,
  auditFilterKeys,
  auditFilterParsers,
  auditPageSize,
  noAuditFilters,
  toAuditFilter,
} from "./audit-filters";
import { AuditPeek } from "./audit-peek";
import { SealState } from "./seal-state";
import { ActedAs, ActionCell, useAuditColumns } from "./use-audit-columns";

/** The audit as a grid: newest first, filters in the address, one entry beside it, and whether the chain holds. */
export function AuditScreen() {
  const t = useTranslations("audit");
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const { zone } = useReader();
  const [filters, setFilters] = useAddressState(auditFilterParsers, auditFilterKeys);
  const [gridView, setGridView] = useGridView();
  const filter = useMemo(() => toAuditFilter(filters, zone), [filters, zone]);
  const query = useInfiniteQuery({
    ...trpc.audit.list.infiniteQueryOptions(
      { tenant, filter, limit: auditPageSize },
      { getNextPageParam: (page) => page.nextCursor },
    ),
    refetchInterval: (state) => ((state.state.data?.pages.length ?? 0) > 1 ? false : 60_000),
  });
  const count = useQuery({ ...trpc.audit.count.queryOptions({ tenant, filter }), refetchInterval: 60_000 });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? null;
  const total = count.data?.rows ?? null;
  const [cursor, setCursor] = useState<string | null>(null);
  const [isPeeking, setPeeking] = useState(false);
  const columns = useAuditColumns(isPeeking);
  const actor = useActorWords();
  const action = useActionWords();
  const at = rows?.findIndex((row) => row.id === cursor) ?? -1;
  const peeked = isPeeking ? rows?.[at] : undefined;
  const step = (by: 1 | -1) => {
    const next = rows?.[at + by];
    return next && (() => setCursor(next.id));
  };
  const { fetchNextPage } = query;
  const fetchNext = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <SettingsShell fixed>
      <SealState />
      <ViewTabs grid="audit" path="/settings/audit" label={t("viewsLabel")} builtIn={useBuiltIn()} />
      <div className="flex shrink-0 flex-wrap items-center gap-x-2 gap-y-1.5 border-b border-line px-6 py-2 max-desk:px-4">
        <AuditFilterBar filters={filters} onFilters={setFilters} />
        <span className="ml-auto flex items-center gap-0.5">
          <ExportMenu
            list="audit"
            view={{ columns: shownColumns(columns, gridView).map(({ id }) => id), filter }}
          />
          <ColumnChooser columns={columns} view={gridView} onView={setGridView} />
        </span>
      </div>
      <div className="relative flex min-h-0 flex-1">
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          <DataTable
            label={t("title")}
            columns={columns}
            rows={rows}
            rowId={(row) => row.id}
            rowLabel={(row) => `${actor(row.actorKind, row.actorName)} ${action(row.action)}`}
            phoneRow={(row) => <AuditCard row={row} />}
            total={total}
            defaultSort={[{ id: "at", desc: true }]}
            view={gridView}
            onView={setGridView}
            cursor={cursor}
            onCursor={setCursor}
            onOpen={() => setPeeking(true)}
            onBack={() => setPeeking(false)}
            hasMore={query.hasNextPage}
            isFetchingNext={query.isFetchingNextPage}
            hasFetchFailed={query.isFetchNextPageError}
            fetchNext={fetchNext}
            empty={
              <Empty
                action={
                  isFiltered && <Button onClick={() => setFilters(noAuditFilters)}>{t("empty.clear")}</Button>
                }
              >
                {t(isFiltered ? "empty.filtered" : "empty.none")}
              </Empty>
            }
            error={
              query.isError && !query.data ? <QueryError title={t("failed")} query={query} /> : undefined
            }
          />
          <TableFooter count={total === null ? "…" : t("footer", { count: total })} totals={[]} />
        </div>
        {peeked && (
          <AuditPeek
            row={peeked}
            position={total === null ? undefined : t("place", { position: at + 1, total })}
            onFilters={setFilters}
            onPrevious={step(-1)}
            onNext={step(1)}
            onClose={() => setPeeking(false)}
          />
        )}
      </div>
    </SettingsShell>
  );
}

function useBuiltIn() {
  const t = useTranslations("audit.views");
  return [
    { id: "all", label: t("all"), query: "" },
    { id: "denied", label: t("denied"), query: "outcome=denied" },
    { id: "agency", label: t("agency"), query: "kind=agency" },
    { id: "jobs", label: t("jobs"), query: "kind=job" },
  ];
}

/** An entry on a phone: what and when, then who as whom. */
function AuditCard({ row }: { row: AuditRow }) {
  const actor = useActorWords();
  return (
    <span className="grid h-full grid-cols-[minmax(0,1fr)_max-content] content-center gap-x-3">
      <ActionCell row={row} />
      <span className="text-right text-12 text-ink-2">
        <DateTime at={row.at} />
      </span>
      <span className="truncate">{actor(row.actorKind, row.actorName)}</span>
      <span className="text-right text-12 text-ink-2">
        <ActedAs row={row} />
      </span>
    </span>
  );
}
