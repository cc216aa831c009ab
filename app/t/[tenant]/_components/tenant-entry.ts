import type { Route } from "next";
import type { TenantEntry } from "@/components/frame/frame-model";

/** What the API says of a workspace, with its address. */
export function tenantEntry(one: Omit<TenantEntry, "href">): TenantEntry {
  const { id, name, hue, role, kind, via, openedAt, pinnedAt } = one;
  // every workspace has its page below /t
  return { id, name, hue, role, kind, via, openedAt, pinnedAt, href: `/t/${id}` as Route };
}
