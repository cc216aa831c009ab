import { and, eq, isNull, or, sql } from "drizzle-orm";
import { savedView } from "@/db/schema/saved-views";
import type { Tx } from "@/db/tenant";
import { type Ctx, requireAction } from "@/server/access/context";
import { AppError, notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";

export type SavedView = typeof savedView.$inferSelect;

/** A person's views are their own: nobody else's exist for them. A job has none. */
export function ownerOf({ actor }: Ctx): Id<"user"> {
  if (actor.kind === "job") throw new AppError("FORBIDDEN", "a job has no views", { reason: "view.save" });
  return actor.userId;
}

/** The views that this person may see: their own and the shared ones. */
export const visibleTo = (ctx: Ctx) =>
  and(eq(savedView.tenantId, ctx.tenantId), or(isNull(savedView.userId), eq(savedView.userId, ownerOf(ctx))));

/** A view that this person may change, locked; NOT_FOUND for another person's, FORBIDDEN for a shared one without the right. */
export async function findOwnView(tx: Tx, ctx: Ctx, id: Id<"savedView">): Promise<SavedView> {
  const [view] = await tx
    .select()
    .from(savedView)
    .where(and(visibleTo(ctx), eq(savedView.id, id)))
    .for("update");
  if (!view) throw notFound("view");
  if (view.userId === null) requireAction(ctx, "view.share");
  return view;
}

/** What the audit keeps of a view. */
export const viewFacts = ({ grid, name, query, userId, defaultFor }: SavedView) => ({
  grid,
  name,
  query,
  isShared: userId === null,
  defaultFor,
});

/** Names and numbers of a grid's views are compared by one writer at a time. */
export async function lockNames(tx: Tx, { tenantId }: Ctx, grid: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`views ${tenantId} ${grid}`}, 0))`);
}
