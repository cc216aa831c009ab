import { type ColumnDef, functionalUpdate, type ReactTable, useTable } from "@tanstack/react-table";
import { useMemo } from "react";
import type { GridColumn, GridView, SortKey } from "./grid-column";
import { type GridFeatures, gridFeatures } from "./table-features";

type Options<Row> = {
  columns: readonly GridColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  view: GridView;
  defaultSort: readonly SortKey[];
  onView: (change: Partial<GridView>) => void;
};

export type GridTable<Row extends object> = ReactTable<GridFeatures, Row>;

/** The table model behind a grid: order, visibility, pins, widths and sort come from the view and go back to it. */
export function useGridTable<Row extends object>({
  columns,
  rows,
  rowId,
  view,
  defaultSort,
  onView,
}: Options<Row>): GridTable<Row> {
  const definitions = useMemo(() => columns.map(toDefinition), [columns]);
  const data = useMemo(() => [...rows], [rows]);
  const state = useMemo(() => toState(columns, view, defaultSort), [columns, view, defaultSort]);
  return useTable<GridFeatures, Row>({
    features: gridFeatures,
    columns: definitions,
    data,
    state,
    getRowId: rowId,
    manualSorting: true,
    enableSortingRemoval: true,
    columnResizeMode: "onEnd",
    onSortingChange: (change) => {
      const sort = functionalUpdate(change, state.sorting);
      onView({ sort: sort.length > 0 ? sort : null });
    },
    onColumnSizingChange: (change) => onView({ widths: functionalUpdate(change, state.columnSizing) }),
    onColumnOrderChange: (change) => onView({ columns: functionalUpdate(change, state.columnOrder) }),
    onColumnPinningChange: (change) =>
      onView({ pinned: functionalUpdate(change, state.columnPinning).start }),
    onColumnVisibilityChange: (change) => {
      const next = functionalUpdate(change, state.columnVisibility);
      onView({ columns: state.columnOrder.filter((id) => next[id] !== false) });
    },
  });
}

function toDefinition<Row extends object>(column: GridColumn<Row>): ColumnDef<GridFeatures, Row> {
  return {
    id: column.id,
    accessorFn: column.text,
    header: column.label,
    size: column.width,
    minSize: column.minWidth ?? 48,
    enableSorting: column.sortable === true,
    enableHiding: column.fixed !== true,
  };
}

/** Pure: unknown ids of an old address are dropped, columns it does not name stay reachable at the end. */
export function toState<Row>(
  columns: readonly GridColumn<Row>[],
  view: GridView,
  defaultSort: readonly SortKey[] = [],
) {
  const known = new Set(columns.map((column) => column.id));
  const designed = columns.filter((column) => !column.hidden).map((column) => column.id);
  const chosen = view.columns?.filter((id) => known.has(id));
  const fixed = columns
    .filter((column) => column.fixed && !chosen?.includes(column.id))
    .map((column) => column.id);
  const visible = chosen && chosen.length > 0 ? [...fixed, ...chosen] : designed;
  const rest = columns.map((column) => column.id).filter((id) => !visible.includes(id));
  const pinned = view.pinned ?? columns.filter((column) => column.pinned).map((column) => column.id);
  return {
    columnOrder: [...visible, ...rest],
    columnVisibility: Object.fromEntries(rest.map((id) => [id, false])),
    columnPinning: { start: pinned.filter((id) => known.has(id)), end: [] },
    columnSizing: Object.fromEntries(Object.entries(view.widths).filter(([id]) => known.has(id))),
    sorting: (view.sort ?? defaultSort).filter((key) => known.has(key.id)).map((key) => ({ ...key })),
  };
}
