"use client";

import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import type { GridColumn } from "./grid-column";
import { ResizeHandle } from "./resize-handle";
import type { GridTable } from "./use-grid-table";

type Props<Row extends object> = {
  table: GridTable<Row>;
  columns: readonly GridColumn<Row>[];
  select?: { state: boolean | "mixed"; onChange: (chosen: boolean) => void };
};

/** The head row: sort by a press, further columns with Shift; widths at the right edge of each cell. */
export function TableHead<Row extends object>({ table, columns, select }: Props<Row>) {
  // the table is one long-lived object read through methods
  "use no memo";
  const t = useTranslations("table");
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const isMulti = table.state.sorting.length > 1;
  return (
    <thead className="max-desk:sr-only">
      <tr aria-rowindex={1} className="h-8">
        {select && (
          <th scope="col" className="sticky top-0 left-0 z-3 w-10 border-b border-line bg-surface p-0">
            <Checkbox
              label={t("selectShown")}
              checked={select.state}
              onChange={() => select.onChange(select.state !== true)}
            />
          </th>
        )}
        {headers.map((header) => {
          const { column } = header;
          const design = columns.find((one) => one.id === column.id);
          if (!design) return null;
          const sorted = column.getIsSorted();
          const isPinned = column.getIsPinned() === "start";
          const Arrow = sorted === "desc" ? ArrowDown : ArrowUp;
          return (
            <th
              key={header.id}
              scope="col"
              aria-sort={sorted ? (sorted === "desc" ? "descending" : "ascending") : undefined}
              style={isPinned ? { left: column.getStart("start") + (select ? 40 : 0) } : undefined}
              className={clsx(
                "group/head sticky top-0 border-b border-line bg-surface px-(--cell-x) py-0 text-12 font-normal whitespace-nowrap text-ink-2 first:pl-6",
                isPinned ? "z-3" : "z-2",
                design.align === "end" ? "text-right" : "text-left",
              )}
            >
              {design.sortable ? (
                <button
                  type="button"
                  onClick={column.getToggleSortingHandler()}
                  title={t("sortAdd")}
                  className={clsx(
                    "inline-flex h-7 max-w-full items-center gap-1 rounded-4 hover:text-ink",
                    sorted && "font-medium text-ink",
                  )}
                >
                  <span className="truncate">{design.label}</span>
                  {sorted && <Arrow size={12} aria-hidden="true" />}
                  {sorted && isMulti && (
                    <span className="text-11 text-ink-3">
                      <span className="sr-only">{t("sortRank", { rank: column.getSortIndex() + 1 })}</span>
                      <span aria-hidden="true">{column.getSortIndex() + 1}</span>
                    </span>
                  )}
                </button>
              ) : (
                <span className="truncate">{design.label}</span>
              )}
              <ResizeHandle
                label={t("resize", { column: design.label })}
                width={column.getSize()}
                offset={
                  table.state.columnResizing.isResizingColumn === column.id
                    ? (table.state.columnResizing.deltaOffset ?? 0)
                    : null
                }
                onStart={header.getResizeHandler()}
                onStep={(by) =>
                  table.setColumnSizing((widths) => ({ ...widths, [column.id]: column.getSize() + by }))
                }
                onReset={() => column.resetSize()}
              />
            </th>
          );
        })}
        <td className="sticky top-0 z-2 border-b border-line bg-surface p-0" />
      </tr>
    </thead>
  );
}
