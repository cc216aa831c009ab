"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useCallback, useState } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { nothingSelected, type Selection } from "@/components/data-table/selection";
import { PageShell } from "@/components/frame/page-shell";
import { useWorkspace } from "@/components/frame/workspace";
import { orderHref } from "@/components/orders/order-href";
import { defaultSort } from "@/components/orders/order-sort";
import type { OrderRow } from "@/components/orders/order-types";
import { ordersPageSize } from "@/components/orders/page-size";
import { useOrderList } from "@/components/orders/use-order-list";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { QueryError } from "@/components/trpc/query-error";
import { FetchOrderAct } from "./fetch-order-act";
import { OrderCard } from "./order-card";
import { OrderTabs } from "./order-tabs";
import { OrdersFooter } from "./orders-footer";
import { OrdersToolbar } from "./orders-toolbar";
import { useOrderColumns } from "./use-order-columns";

const OrderPeek = lazy(() =>
  import("@/components/orders/order-peek").then((module) => ({ default: module.OrderPeek })),
);

const OrdersEmpty = lazy(() => import("./orders-empty").then((module) => ({ default: module.OrdersEmpty })));

const OrdersBulk = lazy(() => import("./orders-bulk").then((module) => ({ default: module.OrdersBulk })));

/** The grid of all orders: views, filters, rows, selection, and one order beside it. */
export function OrdersScreen() {
  const t = useTranslations("orders");
  const trpc = useTRPC();
  const router = useRouter();
  const { id: tenant, base } = useWorkspace();
  const params = useSearchParams();
  const list = useOrderList();
  const { filter, sort, view } = list;
  const query = useInfiniteQuery({
    ...trpc.orders.list.infiniteQueryOptions(
      { tenant, filter, sort, limit: ordersPageSize },
      { getNextPageParam: (page) => page.nextCursor },
    ),
    // a list of many pages is not read anew behind the reader's back
    refetchInterval: (state) => ((state.state.data?.pages.length ?? 0) > 1 ? false : 60_000),
  });
  const summary = useQuery({
    ...trpc.orders.summary.queryOptions({ tenant, filter }),
    refetchInterval: 60_000,
  });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? null;
  const total = summary.data?.orders ?? null;
  const [cursor, setCursor] = useState<string | null>(() => params.get("at"));
  const [peek, setPeek] = useState<"none" | "narrow" | "wide">("none");
  const [selection, setSelection] = useListSelection(JSON.stringify(filter));
  const listSearch = withoutPlace(params);
  const columns = useOrderColumns(peek === "narrow", listSearch);
  const open = (row: OrderRow) => router.push(orderHref(base, row.id, listSearch));
  const at = rows?.findIndex((row) => row.id === cursor) ?? -1;
  const peeked = peek !== "none" && rows ? rows[at] : undefined;
  const step = (by: 1 | -1) => {
    const next = rows?.[at + by];
    return next && (() => setCursor(next.id));
  };
  const { fetchNextPage } = query;
  const fetchNext = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  return (
    <PageShell
      title={t("title")}
      note={t(`view.${view.id}`)}
      acts={<FetchOrderAct />}
      fixed
      pane={
        peeked && (
          <Suspense>
            <OrderPeek
              row={peeked}
              position={total === null ? undefined : t("place", { position: at + 1, total })}
              search={listSearch}
              onPrevious={step(-1)}
              onNext={step(1)}
              onClose={() => setPeek("none")}
            />
          </Suspense>
        )
      }
    >
      <OrderTabs view={view} />
      <OrdersToolbar list={list} columns={columns} />
      <div className="relative flex min-h-0 flex-1 flex-col">
        <DataTable
          label={t("title")}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          rowLabel={(row) => row.number}
          rowLook={(row) => ({ changed: row.status === "changed" })}
          phoneRow={(row) => <OrderCard row={row} />}
          total={total}
          defaultSort={defaultSort(list.filters)}
          view={list.gridView}
          onView={list.setGridView}
          selection={selection}
          onSelection={setSelection}
          cursor={cursor}
          onCursor={setCursor}
          onPeek={() => setPeek(window.innerWidth < 1600 ? "narrow" : "wide")}
          onOpen={open}
          onBack={() => (peeked ? setPeek("none") : setSelection(nothingSelected))}
          hasMore={query.hasNextPage}
          isFetchingNext={query.isFetchingNextPage}
          hasFetchFailed={query.isFetchNextPageError}
          fetchNext={fetchNext}
          empty={
            <Suspense>
              <OrdersEmpty list={list} />
            </Suspense>
          }
          error={query.isError && !query.data ? <QueryError title={t("failed")} query={query} /> : undefined}
        />
        {(selection.mode === "all" || selection.ids.size > 0) && (
          <Suspense>
            <OrdersBulk
              selection={selection}
              onSelection={setSelection}
              loaded={rows ?? []}
              total={total ?? 0}
              columns={columns}
              list={list}
            />
          </Suspense>
        )}
        <OrdersFooter summary={summary.data} />
      </div>
    </PageShell>
  );
}

/** A selection belongs to its list: another filter begins with none. */
function useListSelection(list: string): [Selection, (selection: Selection) => void] {
  const [kept, setKept] = useState({ list, selection: nothingSelected });
  return [kept.list === list ? kept.selection : nothingSelected, (selection) => setKept({ list, selection })];
}

function withoutPlace(params: { toString(): string }): string {
  const kept = new URLSearchParams(params.toString());
  kept.delete("at");
  return kept.toString();
}
