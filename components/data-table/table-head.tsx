"use client";

import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { ResizeHandle } from "./resize-handle";
import type { GridTable } from "./use-grid-table";

type Props<Row> = {
  table: GridTable<Row>;
  select?: { state: boolean | "mixed"; onChange: (chosen: boolean) => void };
};

/** The head row: sort by a press, further columns with Shift; widths at the right edge of each cell. */
export function TableHead<Row>({ table, select }: Props<Row>) {
  const t = useTranslations("table");
  const { placed, sort, toggleSort, setWidth } = table;
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
        {placed.map(({ column, width, stickyAt }) => {
          const rank = sort.findIndex((key) => key.id === column.id);
          const desc = rank < 0 ? null : (sort[rank]?.desc ?? null);
          return (
            <th
              key={column.id}
              scope="col"
              aria-sort={desc === null ? undefined : desc ? "descending" : "ascending"}
              style={stickyAt === null ? undefined : { left: stickyAt }}
              className={clsx(
                "group/head sticky top-0 border-b border-line bg-surface px-(--cell-x) py-0 text-12 font-normal whitespace-nowrap text-ink-2 first:pl-6",
                stickyAt === null ? "z-2" : "z-3",
                column.align === "end" ? "text-right" : "text-left",
              )}
            >
              {column.sortable ? (
                <SortButton
                  label={column.label}
                  desc={desc}
                  rank={sort.length > 1 ? rank + 1 : null}
                  onPress={(add) => toggleSort(column.id, add)}
                />
              ) : (
                <span className="block truncate">{column.label}</span>
              )}
              <ResizeHandle
                label={t("resize", { column: column.label })}
                width={width}
                onWidth={(next) => setWidth(column.id, next)}
                onReset={() => setWidth(column.id, null)}
              />
            </th>
          );
        })}
        <td className="sticky top-0 z-2 border-b border-line bg-surface p-0" />
      </tr>
    </thead>
  );
}

type SortProps = {
  label: string;
  desc: boolean | null;
  rank: number | null;
  onPress: (add: boolean) => void;
};

function SortButton({ label, desc, rank, onPress }: SortProps) {
  const t = useTranslations("table");
  const Arrow = desc ? ArrowDown : ArrowUp;
  return (
    <button
      type="button"
      onClick={(event) => onPress(event.shiftKey)}
      title={t("sortAdd")}
      className={clsx(
        "inline-flex h-7 max-w-full items-center gap-1 rounded-4 align-middle -outline-offset-2 hover:text-ink",
        desc !== null && "font-medium text-ink",
      )}
    >
      <span className="truncate">{label}</span>
      {desc !== null && <Arrow size={12} aria-hidden="true" />}
      {desc !== null && rank !== null && (
        <span className="text-11 text-ink-3">
          <span className="sr-only">{t("sortRank", { rank })}</span>
          <span aria-hidden="true">{rank}</span>
        </span>
      )}
    </button>
  );
}
