import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/routers/root";

export type ViewRow = inferRouterOutputs<AppRouter>["views"]["list"][number];

/** The view that opens first for a role, when there is one. */
export function findDefaultView(views: readonly ViewRow[], role: string | null): ViewRow | undefined {
  return views.find((view) => view.defaultFor.some((one) => one === role));
}

/** A saved view in the address: its name for the tab, then its state, so that a link says all by itself. */
export function viewSearch({ id, query }: Pick<ViewRow, "id" | "query">): string {
  return `view=${id}${query === "" ? "" : `&${query}`}`;
}
