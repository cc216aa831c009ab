import {
  type ColumnDef,
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  functionalUpdate,
  rowSortingFeature,
  type Table,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import type { GridColumn, GridView, SortKey } from "./grid-column";
import { clampWidth, type PlacedColumn, pinnedIds, visibleIds } from "./grid-layout";

/** Only what a grid uses, for each costs bytes: rows are sorted, filtered, paged and chosen by what the server holds. */
const features = tableFeatures({
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  rowSortingFeature,
});
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
  const definitions = useMemo(() => columns.map(toDefinition), [columns]);
  const state = useMemo(() => toState(columns, view, defaultSort), [columns, view, defaultSort]);
  const table = useTable<Features, object>({
    features,
    columns: definitions,
    data: noRows,
    state,
    manualSorting: true,
    sortDescFirst: false,
    enableMultiSort: true,
    onSortingChange: (change) => {
      const sort = functionalUpdate(change, state.sorting);
      onView({ sort: sort.length > 0 ? sort : null });
    },
    onColumnSizingChange: (change) => onView({ widths: { ...functionalUpdate(change, state.columnSizing) } }),
  });
  return {
    placed: placeColumns(table, columns, startAt),
    sort: state.sorting,
    toggleSort: (id, add) => table.getColumn(id)?.toggleSorting(undefined, add),
    setWidth: (id, width) => {
      if (width === null) table.getColumn(id)?.resetSize();
      else table.setColumnSizing((widths) => ({ ...widths, [id]: clampWidth(width) }));
    },
  };
}

const noRows: object[] = [];

function toDefinition<Row>(column: GridColumn<Row>): ColumnDef<Features, object> {
  return {
    id: column.id,
    header: column.label,
    size: column.width,
    minSize: clampWidth(0, column.minWidth),
    maxSize: clampWidth(Number.MAX_SAFE_INTEGER),
    enableSorting: column.sortable === true,
  };
}

/** Unknown ids of an old address are dropped; pinned columns keep the order in which they are shown. */
function toState<Row>(columns: readonly GridColumn<Row>[], view: GridView, defaultSort: readonly SortKey[]) {
  const visible = visibleIds(columns, view);
  const pinned = pinnedIds(columns, view);
  const hidden = columns.map((column) => column.id).filter((id) => !visible.includes(id));
  return {
    columnOrder: visible,
    columnVisibility: Object.fromEntries(hidden.map((id) => [id, false])),
    columnPinning: { start: visible.filter((id) => pinned.includes(id)), end: [] },
    columnSizing: { ...view.widths },
    sorting: (view.sort ?? defaultSort).map((key) => ({ ...key })),
  };
}

/** Each pinned column beside the one before it, `startAt` px from the edge; then the others. */
function placeColumns<Row>(
  table: Table<Features, object>,
  columns: readonly GridColumn<Row>[],
  startAt: number,
): PlacedColumn<Row>[] {
  const pinned = table.getStartVisibleLeafColumns().map((one) => ({
    id: one.id,
    width: one.getSize(),
    stickyAt: startAt + one.getStart("start"),
  }));
  const rest = table
    .getCenterVisibleLeafColumns()
    .map((one) => ({ id: one.id, width: one.getSize(), stickyAt: null }));
  return [...pinned, ...rest].flatMap(({ id, ...place }) => {
    const column = columns.find((one) => one.id === id);
    return column ? [{ column, ...place }] : [];
  });
}
