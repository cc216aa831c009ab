"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { GridColumn } from "@/components/data-table/grid-column";
import { shownColumns } from "@/components/data-table/grid-layout";
import { countSelected, isSelected, type Selection } from "@/components/data-table/selection";
import { toTsv } from "@/components/data-table/to-tsv";
import { useWorkspace } from "@/components/frame/workspace";
import type { OrderRow } from "@/components/orders/order-types";
import type { useOrderList } from "@/components/orders/use-order-list";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { showToast } from "@/components/ui/toast-queue";

type Options = {
  selection: Selection;
  loaded: readonly OrderRow[];
  total: number;
  columns: readonly GridColumn<OrderRow>[];
  list: ReturnType<typeof useOrderList>;
};

const mostRows = 10_000;
const pageRows = 200;

/** Copies the chosen rows as they are shown, those not loaded yet too: they are read page by page first. */
export function useCopyOrders({ selection, loaded, total, columns, list }: Options) {
  const t = useTranslations("orders.copy");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { id: tenant } = useWorkspace();
  const [progress, setProgress] = useState<number | null>(null);
  const [fault, setFault] = useState<string | null>(null);

  async function readAll(): Promise<OrderRow[]> {
    const rows: OrderRow[] = [];
    let cursor: string | null = null;
    do {
      const page: { rows: OrderRow[]; nextCursor: string | null } = await queryClient.fetchQuery({
        ...trpc.orders.list.queryOptions({
          tenant,
          filter: list.filter,
          sort: list.sort,
          limit: pageRows,
          cursor,
        }),
        gcTime: 0,
      });
      rows.push(...page.rows);
      cursor = page.nextCursor;
      setProgress(rows.length);
    } while (cursor !== null && rows.length < mostRows);
    return rows;
  }

  async function copy(): Promise<void> {
    const count = countSelected(selection, total);
    setFault(null);
    if (count > mostRows) return setFault(t("limit", { limit: mostRows }));
    setProgress(0);
    try {
      const source = selection.mode === "all" ? await readAll() : loaded;
      const chosen = source.filter((row) => isSelected(selection, row.id));
      await navigator.clipboard.writeText(toTsv(shownColumns(columns, list.gridView), chosen));
      showToast({ text: t("done", { count: chosen.length }) });
    } catch {
      // the reader sees that nothing was copied; the cause was shown by the list or refused by the browser
      setFault(t("failed"));
    } finally {
      setProgress(null);
    }
  }
  return { copy, progress, fault };
}
