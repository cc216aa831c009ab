"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { useReader } from "@/components/i18n/reader";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { showToast } from "@/components/ui/toast-queue";
import type { GridColumn, GridView, SortKey } from "./grid-column";
import { headState, idsBetween, isSelected, type Selection, setSelected } from "./selection";
import { TableHead } from "./table-head";
import { TableRow } from "./table-row";
import { toTsv } from "./to-tsv";
import { useCursor } from "./use-cursor";
import { useGridTable } from "./use-grid-table";
import { usePhone } from "./use-phone";
import { useRowWindow } from "./use-row-window";

export type RowLook = { changed?: boolean; pending?: boolean };

type Props<Row> = {
  /** spoken name of the list */
  label: string;
  columns: readonly GridColumn<Row>[];
  /** the loaded rows in the server's order; null while the first page is on its way */
  rows: readonly Row[] | null;
  rowId: (row: Row) => string;
  /** spoken name of a row: its PO number */
  rowLabel: (row: Row) => string;
  rowLook?: (row: Row) => RowLook;
  /** two lines of four facts, for a phone */
  phoneRow: (row: Row) => ReactNode;
  /** rows that match on the server; null while unknown */
  total: number | null;
  /** the server's order when the reader has chosen none */
  defaultSort: readonly SortKey[];
  view: GridView;
  onView: (change: Partial<GridView>) => void;
  /** absent: the list has nothing to choose for */
  selection?: Selection;
  onSelection?: (selection: Selection) => void;
  /** the row under the roving cursor; the peek shows it too */
  cursor: string | null;
  onCursor: (id: string | null) => void;
  onPeek?: (row: Row) => void;
  onOpen: (row: Row) => void;
  /** Esc, when nothing floats: closes the peek, then clears the selection */
  onBack?: () => void;
  hasMore: boolean;
  isFetchingNext: boolean;
  fetchNext: () => void;
  /** the next page did not come: it is asked for again only by hand */
  hasFetchFailed?: boolean;
  /** shown in place of the rows when there are none */
  empty: ReactNode;
  /** shown in place of the rows when the first page failed */
  error?: ReactNode;
};

const [phoneRowPx, headPx, boxPx] = [60, 32, 40];
const edgePx = 12;
const rowPx = { compact: 32, normal: 36, roomy: 40 };
const fetchAheadRows = 30;
const skeletonRows = Array.from({ length: 18 }, (_, index) => `row-${index}`);

/** The one grid: virtual rows of a real table, sticky head and first columns, keys, selection over all that matches. */
export function DataTable<Row>(props: Props<Row>) {
  const { rows, rowId, view, selection, onSelection, hasMore, isFetchingNext, fetchNext, hasFetchFailed } =
    props;
  const t = useTranslations("table");
  const common = useTranslations("common");
  const { density } = useReader();
  const isPhone = usePhone();
  const scroller = useRef<HTMLDivElement>(null);
  const loaded = rows ?? noRows;
  const ids = loaded.map(rowId);
  const table = useGridTable(props, selection ? boxPx : 0);
  const { placed } = table;
  const inSight = useRowWindow({
    count: loaded.length,
    rowPx: isPhone ? phoneRowPx : rowPx[density],
    headPx: isPhone ? 0 : headPx,
    scroller,
  });
  // outside system: the server's list, which is longer than what is loaded
  useEffect(() => {
    if (hasMore && !isFetchingNext && !hasFetchFailed && inSight.to >= loaded.length - fetchAheadRows)
      fetchNext();
  }, [hasMore, isFetchingNext, hasFetchFailed, inSight.to, loaded.length, fetchNext]);
  const lastPicked = useRef<string | null>(null);
  const pick = (id: string, range: boolean) => {
    if (!selection || !onSelection) return;
    const chosen = !isSelected(selection, id);
    const span = range ? idsBetween(ids, lastPicked.current, id) : [id];
    onSelection(setSelected(selection, span, chosen));
    lastPicked.current = id;
  };
  useCursor({
    ids,
    cursor: props.cursor,
    onCursor: props.onCursor,
    reveal: inSight.reveal,
    scroller,
    onPick: selection ? (id) => pick(id, false) : undefined,
    onOpen: (index) => loaded[index] && props.onOpen(loaded[index]),
    onBack: props.onBack,
  });
  const copy = (event: React.ClipboardEvent) => {
    if (!selection || !document.getSelection()?.isCollapsed) return;
    const chosen = loaded.filter((row) => isSelected(selection, rowId(row)));
    if (chosen.length === 0) return;
    event.preventDefault();
    event.clipboardData.setData(
      "text/plain",
      toTsv(
        placed.map(({ column }) => column),
        chosen,
      ),
    );
    showToast({ text: t("copied", { count: chosen.length }) });
  };
  const growing = placed.find(({ column }) => column.grow && view.widths[column.id] === undefined)?.column.id;
  const width = placed.reduce((sum, one) => sum + one.width, selection ? boxPx : 0) + edgePx;
  const span = placed.length + (selection ? 2 : 1);
  const isEmpty = rows !== null && rows.length === 0;
  return (
    <section
      ref={scroller}
      aria-label={props.label}
      aria-busy={rows === null || isFetchingNext}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      onCopy={copy}
      className="relative min-h-0 flex-1 scroll-pt-8 overflow-auto -outline-offset-2"
    >
      <table
        aria-rowcount={props.total === null ? -1 : props.total + 1}
        className="w-full table-fixed border-separate border-spacing-0 max-desk:block max-desk:min-w-0!"
        style={{ minWidth: width }}
      >
        <caption className="sr-only">{props.label}</caption>
        <colgroup className="max-desk:hidden">
          {selection && <col style={{ width: boxPx }} />}
          {placed.map((one) => (
            <col
              key={one.column.id}
              // a very wide window shares its room among all columns instead of opening one gulf
              className={one.column.id === growing ? "wide:w-60" : undefined}
              style={one.column.id === growing ? undefined : { width: one.width }}
            />
          ))}
          <col style={growing ? { width: edgePx } : undefined} />
        </colgroup>
        <TableHead
          table={table}
          select={
            selection &&
            onSelection && {
              state: selection.mode === "all" && selection.ids.size === 0 ? true : headState(selection, ids),
              onChange: (chosen) => onSelection(setSelected(selection, ids, chosen)),
            }
          }
        />
        <tbody className="max-desk:block">
          {inSight.before > 0 && <Spacer span={span} height={inSight.before} />}
          {loaded.slice(inSight.from, inSight.to).map((row, offset) => {
            const id = rowId(row);
            return (
              <TableRow
                key={id}
                id={id}
                index={inSight.from + offset}
                cells={placed.map(({ column, stickyAt }) => ({
                  column,
                  stickyAt,
                  content: column.cell(row),
                }))}
                label={props.rowLabel(row)}
                look={props.rowLook?.(row) ?? noLook}
                isCursor={props.cursor === id}
                isTabStop={
                  props.cursor === id || (props.cursor === null && offset === 0 && inSight.from === 0)
                }
                selected={selection ? isSelected(selection, id) : null}
                onPick={(range) => pick(id, range)}
                onFocus={() => props.onCursor(id)}
                onPress={() => {
                  props.onCursor(id);
                  (props.onPeek ?? props.onOpen)(row);
                }}
                phone={isPhone === false ? null : props.phoneRow(row)}
                isPhone={isPhone}
              />
            );
          })}
          {inSight.after > 0 && <Spacer span={span} height={inSight.after} />}
          {rows === null &&
            !props.error &&
            skeletonRows.map((key) => (
              <tr key={key} className="h-(--row) max-desk:h-15">
                <td colSpan={span} className="border-b border-line px-6">
                  <Skeleton width="92%" />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      {props.error && <div className="p-6">{props.error}</div>}
      {isEmpty && !props.error && props.empty}
      <p
        aria-live="polite"
        className="sticky left-0 flex h-8 w-max items-center gap-1.5 px-6 text-12 text-ink-3"
      >
        {isFetchingNext && (
          <>
            <Spinner size={12} /> {t("loadingMore")}
          </>
        )}
        {hasFetchFailed && !isFetchingNext && (
          <>
            <CircleAlert size={14} aria-hidden="true" className="text-red" /> {t("failed")}
            <Button variant="link" size="text" onClick={fetchNext}>
              {common("retry")}
            </Button>
          </>
        )}
        {rows !== null && !isEmpty && !hasMore && t("loadedAll")}
      </p>
    </section>
  );
}

const noRows: readonly never[] = [];
const noLook: RowLook = {};

function Spacer({ span, height }: { span: number; height: number }) {
  return (
    <tr className="max-desk:block">
      <td colSpan={span} style={{ height, padding: 0 }} className="max-desk:block" />
    </tr>
  );
}
