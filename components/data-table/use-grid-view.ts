"use client";

import { useQueryStates } from "nuqs";
import type { GridView } from "./grid-column";
import { gridViewKeys, gridViewParsers } from "./grid-view-parsers";

/** A grid's view kept in the address: [view, change]. A change names only what it changes; null goes back to the design. */
export function useGridView(): [GridView, (change: Partial<GridView>) => void] {
  const [state, setState] = useQueryStates(gridViewParsers, {
    urlKeys: gridViewKeys,
    history: "replace",
    shallow: true,
  });
  const view: GridView = { ...state, widths: state.widths ?? {} };
  return [
    view,
    (change) => {
      const { sort, columns, pinned, widths } = { ...view, ...change };
      void setState({
        sort: sort && [...sort],
        columns: columns && [...columns],
        pinned: pinned && [...pinned],
        widths: Object.keys(widths).length > 0 ? { ...widths } : null,
      });
    },
  ];
}
