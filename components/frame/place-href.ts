import type { Route } from "next";

/** A place's address below the tenant's. */
export function placeHref(base: Route, path: string): Route {
  // typed routes cannot see through a joined text; `places` and the tenant's base name existing pages only
  return `${base}${path}` as Route;
}
