import type { Route } from "next";
import { placeHref } from "@/components/frame/place-href";
import { places } from "@/components/frame/places";
import { noFilters, type OrderFilterState, writeOrderFilters } from "./order-filters";

/** The grid with exactly these filters. */
export function ordersHref(base: Route, filters: Partial<OrderFilterState> = {}): Route {
  return placeHref(base, `${places.orders.path}${writeOrderFilters({ ...noFilters, ...filters })}`);
}

/** An order's page; `search` is the list it was reached from, so that previous and next know their way. */
export function orderHref(base: Route, id: string, search = ""): Route {
  return placeHref(base, `${places.orders.path}/${id}${search === "" ? "" : `?${search}`}`);
}
