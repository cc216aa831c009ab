import type { AddressParts } from "./address-state";
import type { GridView } from "./grid-column";
import { parseIds, parseSort, parseWidths, printSort, printWidths } from "./grid-view-text";

/** A grid's look as the address has it; null is "as designed". */
export type GridViewState = Omit<GridView, "widths"> & { widths: GridView["widths"] | null };

const ids = { parse: parseIds, serialize: (list: readonly string[]) => list.join(",") };

/** A grid's look in the address, for the browser and for server pages. */
export const gridViewParsers: AddressParts<GridViewState> = {
  sort: { parse: parseSort, serialize: printSort },
  columns: ids,
  pinned: ids,
  widths: { parse: parseWidths, serialize: printWidths },
};

/** Short names in the address. */
export const gridViewKeys = { columns: "cols", pinned: "pin", widths: "w" } as const;
