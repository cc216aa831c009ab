"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import type { KeyboardEvent, MouseEvent, ReactNode } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import type { RowLook } from "./data-table";

type Cell = {
  column: { id: string; align?: "end" };
  content: ReactNode;
  /** px from the left edge where it stays; null: it scrolls */
  stickyAt: number | null;
};

type Props = {
  id: string;
  index: number;
  cells: readonly Cell[];
  label: string;
  look: RowLook;
  isCursor: boolean;
  isTabStop: boolean;
  /** null: the list has no selection */
  selected: boolean | null;
  onPick: (range: boolean) => void;
  onPress: () => void;
  onFocus: () => void;
  phone: ReactNode;
  isPhone: boolean | null;
};

/** One row. A click anywhere but on its own controls peeks; Enter and X come from the page's keys. */
export function TableRow(props: Props) {
  const { id, index, cells, label, look, isCursor, selected, phone, isPhone } = props;
  const t = useTranslations("table");
  const press = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest("a,button,input,label,select")) return;
    props.onPress();
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const key = event.key === "ArrowDown" ? "j" : "k";
    // the arrows do what J and K do
    event.currentTarget.dispatchEvent(new window.KeyboardEvent("keydown", { key, bubbles: true }));
  };
  const ground = selected
    ? "bg-accent-s"
    : look.changed
      ? "bg-changed hover:bg-violet-s"
      : isCursor
        ? "bg-hover"
        : "bg-surface hover:bg-hover";
  return (
    <tr
      data-row={id}
      aria-rowindex={index + 2}
      aria-selected={selected ?? undefined}
      tabIndex={props.isTabStop ? 0 : -1}
      onClick={press}
      onFocus={(event) => event.target === event.currentTarget && props.onFocus()}
      onKeyDown={keyDown}
      className={clsx(
        "group h-(--row) cursor-default outline-none max-desk:block max-desk:h-15",
        ground,
        isCursor &&
          "[&>td:first-child]:shadow-[inset_2px_0_0_var(--color-accent)] forced-colors:outline-2 forced-colors:-outline-offset-2",
        look.pending && "[&>td]:text-ink-3 [&>td_*]:text-ink-3",
      )}
    >
      {isPhone !== true && (
        <>
          {selected !== null && (
            <td className="sticky left-0 z-1 w-10 border-b border-line bg-inherit p-0 max-desk:hidden">
              <Checkbox
                label={t("selectRow", { row: label })}
                checked={selected}
                tabIndex={-1}
                onClick={(event) => {
                  event.preventDefault();
                  event.stopPropagation();
                  props.onPick(event.shiftKey);
                }}
                onChange={() => {}}
              />
            </td>
          )}
          {cells.map((cell) => (
            <td
              key={cell.column.id}
              style={cell.stickyAt === null ? undefined : { left: cell.stickyAt }}
              className={clsx(
                "overflow-hidden border-b border-line px-(--cell-x) py-0 whitespace-nowrap max-desk:hidden first:pl-6 last:pr-6",
                cell.column.align === "end" && "text-right",
                cell.stickyAt !== null && "sticky z-1 bg-inherit",
              )}
            >
              {cell.content}
            </td>
          ))}
          <td aria-hidden="true" className="border-b border-line p-0 max-desk:hidden" />
        </>
      )}
      {isPhone !== false && (
        <td className="block h-15 border-b border-line px-4 py-2 desk:hidden">{phone}</td>
      )}
    </tr>
  );
}
