import type { Route } from "next";
import { redirect } from "next/navigation";
import { findDefaultView, type ViewRow, viewSearch } from "./view-address";

type Asked = {
  views: readonly ViewRow[];
  role: string | null;
  search: Record<string, string | string[] | undefined>;
  path: string;
};

/** Leads to the view that opens first for this role, when the address names nothing at all; what it names wins. */
export function openDefaultView({ views, role, search, path }: Asked): void {
  if (Object.keys(search).some((name) => name !== "_rsc")) return;
  const view = findDefaultView(views, role);
  // typed routes cannot see through a joined text; the path is the page's own
  if (view) redirect(`${path}?${viewSearch(view)}` as Route);
}
