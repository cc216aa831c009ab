"use client";

import type { GridView } from "./grid-column";
import { gridViewKeys, gridViewParsers } from "./grid-view-parsers";
import { useAddressState } from "./use-address-state";

/** A grid's view kept in the address: [view, change]. A change names only what it changes; null goes back to the design. */
export function useGridView(): [GridView, (change: Partial<GridView>) => void] {
  const [state, setState] = useAddressState(gridViewParsers, gridViewKeys);
  return [
    { ...state, widths: state.widths ?? {} },
    ({ widths, ...change }) =>
      setState({
        ...change,
        ...(widths && { widths: Object.keys(widths).length > 0 ? widths : null }),
      }),
  ];
}
