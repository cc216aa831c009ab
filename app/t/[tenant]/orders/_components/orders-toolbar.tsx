"use client";

import { ArrowUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { ColumnChooser } from "@/components/data-table/column-chooser";
import type { GridColumn } from "@/components/data-table/grid-column";
import { shownColumns } from "@/components/data-table/grid-layout";
import { ExportMenu } from "@/components/exports/export-menu";
import { orderSortIds } from "@/components/orders/order-sort";
import type { OrderRow } from "@/components/orders/order-types";
import type { useOrderList } from "@/components/orders/use-order-list";
import { buttonClass } from "@/components/ui/button-class";
import { Menu } from "@/components/ui/menu";
import { OrderFilterBar } from "./order-filter-bar";
import { OrderSearch } from "./order-search";

type Props = { list: ReturnType<typeof useOrderList>; columns: readonly GridColumn<OrderRow>[] };

/** Filters at the left, the order of the rows in words and the columns at the right. */
export function OrdersToolbar({ list, columns }: Props) {
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-2 gap-y-1.5 border-b border-line px-6 py-2 max-desk:px-4">
      <OrderSearch text={list.filters.text} onText={(text) => list.setFilters({ text })} />
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5 max-desk:order-last max-desk:w-full">
        <OrderFilterBar list={list} />
      </div>
      <span className="ml-auto flex items-center gap-0.5">
        <SortMenu list={list} />
        <ColumnChooser columns={columns} view={list.gridView} onView={list.setGridView} />
        <ExportMenu
          list="orders"
          view={{
            columns: shownColumns(columns, list.gridView).map(({ id }) => id),
            filter: list.filter,
            sort: list.sort,
          }}
        />
      </span>
    </div>
  );
}

function SortMenu({ list }: { list: ReturnType<typeof useOrderList> }) {
  const t = useTranslations("orders.sortWords");
  const word = ({ by, direction }: (typeof list.sort)[number]) =>
    t(direction === "asc" ? "up" : "down", { column: t(by) });
  const [first, ...rest] = list.sort;
  if (!first) return null;
  const words =
    rest.length === 0 ? word(first) : t("then", { first: word(first), rest: rest.map(word).join(", ") });
  return (
    <Menu
      align="end"
      entries={orderSortIds.map((id) => ({
        kind: "check",
        label: t(id),
        checked: first.by === id,
        onChange: () => {
          const desc = first.by === id ? first.direction === "asc" : id !== "due" && id !== "number";
          list.setGridView({ sort: [{ id, desc }] });
        },
      }))}
    >
      {(trigger) => (
        <button
          {...trigger}
          type="button"
          aria-label={t("label", { words })}
          className={buttonClass({ variant: "ghost", size: "row" })}
        >
          <ArrowUpDown size={14} aria-hidden="true" />
          <span className="max-desk:hidden">{words}</span>
        </button>
      )}
    </Menu>
  );
}
