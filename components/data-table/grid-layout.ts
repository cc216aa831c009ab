import type { GridColumn, GridView, SortKey } from "./grid-column";

export type PlacedColumn<Row> = {
  column: GridColumn<Row>;
  width: number;
  /** px from the left edge where it stays; null: it scrolls along */
  stickyAt: number | null;
};

const minWidth = 48;
const maxWidth = 800;

/** The ids shown, in their order: unknown ones of an old address are dropped, nameless rows cannot come about. */
export function visibleIds<Row>(columns: readonly GridColumn<Row>[], view: GridView): string[] {
  const known = view.columns?.filter((id) => columns.some((column) => column.id === id)) ?? [];
  if (known.length === 0) return columns.filter((column) => !column.hidden).map((column) => column.id);
  const missing = columns.filter((column) => column.fixed && !known.includes(column.id));
  return [...missing.map((column) => column.id), ...known];
}

export function pinnedIds<Row>(columns: readonly GridColumn<Row>[], view: GridView): string[] {
  return [...(view.pinned ?? columns.filter((column) => column.pinned).map((column) => column.id))];
}

/** Where each shown column stands: the pinned ones first, each beside the one before it. `startAt` px are taken by the boxes. */
export function placeColumns<Row>(
  columns: readonly GridColumn<Row>[],
  view: GridView,
  startAt: number,
): PlacedColumn<Row>[] {
  const pinned = pinnedIds(columns, view);
  const shown = visibleIds(columns, view).flatMap((id) => columns.find((column) => column.id === id) ?? []);
  const first = shown.filter((column) => pinned.includes(column.id));
  const rest = shown.filter((column) => !pinned.includes(column.id));
  let left = startAt;
  return [
    ...first.map((column) => {
      const placed = { column, width: widthOf(column, view), stickyAt: left };
      left += placed.width;
      return placed;
    }),
    ...rest.map((column) => ({ column, width: widthOf(column, view), stickyAt: null })),
  ];
}

function widthOf<Row>(column: GridColumn<Row>, view: GridView): number {
  return clampWidth(view.widths[column.id] ?? column.width, column.minWidth);
}

/** Whole px, never narrower than a word nor wider than a screen. */
export function clampWidth(width: number, least = minWidth): number {
  return Math.round(Math.min(maxWidth, Math.max(least, width)));
}

/** A press on a head: up, down, off; `add` keeps the other columns before it. Null is the server's own order again. */
export function toggleSort(sort: readonly SortKey[], id: string, add: boolean): SortKey[] | null {
  const present = sort.find((key) => key.id === id);
  const others = add ? sort.filter((key) => key.id !== id) : [];
  if (present?.desc) return others.length > 0 ? others : null;
  if (!present) return [...others, { id, desc: false }];
  return add ? sort.map((key) => (key.id === id ? { id, desc: true } : key)) : [{ id, desc: true }];
}
