import { and, asc, eq } from "drizzle-orm";
import { savedView } from "@/db/schema/saved-views";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { visibleTo } from "./find-view";
import type { Grid } from "./input";

/** The views of a grid that this person sees, shared ones first, each kind by name. */
export async function listViews(ctx: Ctx, { grid }: { grid: Grid }) {
  requireAction(ctx, "view.save");
  const rows = await transact(ctx, (tx) =>
    tx
      .select()
      .from(savedView)
      .where(and(visibleTo(ctx), eq(savedView.grid, grid)))
      .orderBy(asc(savedView.name), asc(savedView.id))
      .limit(200),
  );
  const shown = rows.map(({ id, name, query, userId, defaultFor, version }) => ({
    id,
    name,
    query,
    isShared: userId === null,
    defaultFor,
    version,
  }));
  return [...shown.filter((view) => view.isShared), ...shown.filter((view) => !view.isShared)];
}
