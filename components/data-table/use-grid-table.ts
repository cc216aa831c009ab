import {
  type ColumnDef,
  columnSizingFeature,
  functionalUpdate,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import type { GridColumn, GridView, SortKey } from "./grid-column";
import { clampWidth, type PlacedColumn, pinnedIds, shownColumns } from "./grid-layout";
import { toggleSort } from "./toggle-sort";

/** Only what a grid uses, for each costs bytes: rows and their order are the server's, the columns shown are the view's. */
const features = tableFeatures({ columnSizingFeature });
type Features = typeof features;

type Design<Row> = {
  columns: readonly GridColumn<Row>[];
  view: GridView;
  /** the server's order when the reader has chosen none */
  defaultSort: readonly SortKey[];
  onView: (change: Partial<GridView>) => void;
};

export type GridTable<Row> = {
  placed: PlacedColumn<Row>[];
  sort: readonly SortKey[];
  /** a press on a head: up, down, off; `add` keeps the other columns before it */
  toggleSort: (id: string, add: boolean) => void;
  /** null is the designed width again */
  setWidth: (id: string, width: number | null) => void;
};

/** The model behind a grid: order, visibility, pins, widths and sort come from the view and go back to it. */
export function useGridTable<Row>(design: Design<Row>, startAt: number): GridTable<Row> {
  // the table is one long-lived object read through methods, which the compiler must not cache
  "use no memo";
  const { columns, view, defaultSort, onView } = design;
  const sort = view.sort ?? defaultSort;
  const shown = useMemo(() => shownColumns(columns, view), [columns, view]);
  const definitions = useMemo(() => shown.map(toDefinition), [shown]);
  const table = useTable<Features, object>({
    features,
    columns: definitions,
    data: noRows,
    state: { columnSizing: { ...view.widths } },
    onColumnSizingChange: (change) => onView({ widths: { ...functionalUpdate(change, { ...view.widths }) } }),
  });
  const widths = shown.map((column) => table.getColumn(column.id)?.getSize() ?? column.width);
  return {
    placed: placeColumns(shown, widths, { pinned: pinnedIds(columns, view), startAt }),
    sort,
    toggleSort: (id, add) => {
      const next = toggleSort(sort, id, add);
      onView({ sort: next.length > 0 ? next : null });
    },
    setWidth: (id, width) => {
      if (width === null) table.getColumn(id)?.resetSize();
      else table.setColumnSizing((widths) => ({ ...widths, [id]: clampWidth(width) }));
    },
  };
}

const noRows: object[] = [];

/** The pinned columns, which come first, stay side by side from `startAt` px on. */
function placeColumns<Row>(
  shown: readonly GridColumn<Row>[],
  widths: readonly number[],
  { pinned, startAt }: { pinned: readonly string[]; startAt: number },
): PlacedColumn<Row>[] {
  let edge = startAt;
  return shown.map((column, index) => {
    const width = widths[index] ?? column.width;
    const stickyAt = pinned.includes(column.id) ? edge : null;
    edge += width;
    return { column, width, stickyAt };
  });
}

function toDefinition<Row>(column: GridColumn<Row>): ColumnDef<Features, object> {
  return {
    id: column.id,
    header: column.label,
    size: column.width,
    minSize: clampWidth(0, column.minWidth),
    maxSize: clampWidth(Number.MAX_SAFE_INTEGER),
  };
}
