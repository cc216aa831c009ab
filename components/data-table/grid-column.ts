import type { ReactNode } from "react";

/** Where a column stands at first and whether it may leave, whatever it shows. */
export type ColumnPlace = {
  id: string;
  label: string;
  /** stays at the left edge at first; the first column should */
  pinned?: boolean;
  /** not shown until chosen */
  hidden?: boolean;
  /** never hidden: the row is nameless without it */
  fixed?: boolean;
};

/** One column as a screen describes it; what it shows, and the same as plain text. */
export type GridColumn<Row> = ColumnPlace & {
  /** px at first; the reader may change it */
  width: number;
  minWidth?: number;
  align?: "end";
  cell: (row: Row) => ReactNode;
  /** for copying: no markup, the locale's figures, one line */
  text: (row: Row) => string;
  sortable?: boolean;
  /** takes the room that is left until the reader gives it a width; one column at most */
  grow?: boolean;
};

export type SortKey = { id: string; desc: boolean };

/** What a reader has changed of a grid; null is "as designed". */
export type GridView = {
  sort: readonly SortKey[] | null;
  /** the visible ones in their order */
  columns: readonly string[] | null;
  pinned: readonly string[] | null;
  widths: Readonly<Record<string, number>>;
};

export const designedView: GridView = { sort: null, columns: null, pinned: null, widths: {} };
