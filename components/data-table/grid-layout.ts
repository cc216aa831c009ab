import type { ColumnPlace, GridColumn, GridView } from "./grid-column";

export type PlacedColumn<Row> = {
  column: GridColumn<Row>;
  width: number;
  /** px from the left edge where it stays; null: it scrolls along */
  stickyAt: number | null;
};

const minWidth = 48;
const maxWidth = 800;

/** The ids shown, in their order: unknown ones of an old address are dropped, nameless rows cannot come about. */
export function visibleIds(columns: readonly ColumnPlace[], view: GridView): string[] {
  const known = view.columns?.filter((id) => columns.some((column) => column.id === id)) ?? [];
  if (known.length === 0) return columns.filter((column) => !column.hidden).map((column) => column.id);
  const missing = columns.filter((column) => column.fixed && !known.includes(column.id));
  return [...missing.map((column) => column.id), ...known];
}

export function pinnedIds(columns: readonly ColumnPlace[], view: GridView): string[] {
  return [...(view.pinned ?? columns.filter((column) => column.pinned).map((column) => column.id))];
}

/** The columns shown, the pinned ones first. */
export function shownColumns<Row>(columns: readonly GridColumn<Row>[], view: GridView): GridColumn<Row>[] {
  const pinned = pinnedIds(columns, view);
  const shown = visibleIds(columns, view).flatMap((id) => columns.find((column) => column.id === id) ?? []);
  const isPinned = (column: GridColumn<Row>) => pinned.includes(column.id);
  return [...shown.filter(isPinned), ...shown.filter((column) => !isPinned(column))];
}

/** Whole px, never narrower than a word nor wider than a screen. */
export function clampWidth(width: number, least = minWidth): number {
  return Math.round(Math.min(maxWidth, Math.max(least, width)));
}
