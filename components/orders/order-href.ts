import type { Route } from "next";
import { placeHref } from "@/components/frame/place-href";
import { places } from "@/components/frame/places";
import type { OrderStatusCode } from "./order-types";

type Narrowed = {
  /** "any": whatever its status */
  status?: readonly OrderStatusCode[] | "any";
  market?: readonly string[] | null;
  connection?: readonly string[] | null;
};

/**
 * The grid with exactly these filters, for pages that only link to it: written as `orderFilterParsers` read them
 * (their test holds both together), without their code.
 */
export function ordersHref(base: Route, { status, market, connection }: Narrowed = {}): Route {
  const parts = Object.entries({ status, market, account: connection }).flatMap(([name, values]) =>
    values ? [`${name}=${typeof values === "string" ? values : values.join(",")}`] : [],
  );
  return placeHref(base, `${places.orders.path}${parts.length > 0 ? `?${parts.join("&")}` : ""}`);
}

/** An order's page; `search` is the list it was reached from, so that previous and next know their way. */
export function orderHref(base: Route, id: string, search = ""): Route {
  return placeHref(base, `${places.orders.path}/${id}${search === "" ? "" : `?${search}`}`);
}
