import { createParser } from "nuqs/server";
import { parseIds, parseSort, parseWidths, printSort, printWidths } from "./grid-view-text";

/** A grid's look in the address, for `useQueryStates` in the browser and `createLoader` on the server. */
export const gridViewParsers = {
  sort: createParser({ parse: parseSort, serialize: printSort, eq: same(printSort) }),
  columns: createParser({ parse: parseIds, serialize: printIds, eq: same(printIds) }),
  pinned: createParser({ parse: parseIds, serialize: printIds, eq: same(printIds) }),
  widths: createParser({ parse: parseWidths, serialize: printWidths, eq: same(printWidths) }),
};

/** Short names in the address. */
export const gridViewKeys = { columns: "cols", pinned: "pin", widths: "w" } as const;

function printIds(ids: readonly string[]): string {
  return ids.join(",");
}

function same<T>(print: (value: T) => string): (a: T, b: T) => boolean {
  return (a, b) => print(a) === print(b);
}
