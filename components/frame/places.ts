import { House, type LucideIcon, Package, Plug, Settings } from "lucide-react";
import type { Messages } from "@/components/i18n/message-types";

/** Where one can go, in the order of the sidebar. A screen that does not exist yet has no entry: there are no dead links. */
export const places = {
  home: { icon: House, group: "work", path: "" },
  orders: { icon: Package, group: "work", path: "/orders" },
  connections: { icon: Plug, group: "run", path: "/connections" },
  settings: { icon: Settings, group: "run", path: "/settings" },
} as const satisfies Record<keyof Messages["frame"]["places"], Place>;

type Place = { icon: LucideIcon; group: "work" | "know" | "run"; path: string };

export type PlaceId = keyof typeof places;

export const placeIds = Object.keys(places).filter(isPlaceId);

function isPlaceId(text: string): text is PlaceId {
  return text in places;
}

const agencyPlaces: readonly PlaceId[] = ["home", "settings"];

/** An agency's own workspace has no accounts: what it works on lies in the tenants that granted it access. */
export function placesOf(kind: "company" | "agency"): readonly PlaceId[] {
  return kind === "agency" ? agencyPlaces : placeIds;
}

/** The place an address belongs to: the longest path that begins it. */
export function placeOfPath(pathname: string, base: string): PlaceId | null {
  const rest = pathname.startsWith(base) ? pathname.slice(base.length) : null;
  if (rest === null) return null;
  const found = placeIds
    .filter(
      (id) => rest === places[id].path || (places[id].path !== "" && rest.startsWith(`${places[id].path}/`)),
    )
    .sort((a, b) => places[b].path.length - places[a].path.length);
  return found[0] ?? null;
}
