import { and, eq, isNull } from "drizzle-orm";
import { savedView } from "@/db/schema/saved-views";
import type { Role } from "@/db/schema/tenants";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { AppError, invalid } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";
import { lockNames, ownerOf, type SavedView, viewFacts } from "./find-view";
import type { SaveViewInput } from "./input";

const mostViews = 50;

/**
 * Keeps the state of a grid under a name: the person's own, or shared with the tenant. A name that is taken is a fault of
 * the input; nothing is written over. `defaultFor` is for putting back what was just deleted.
 */
export async function saveView(
  ctx: Ctx,
  input: SaveViewInput & { defaultFor?: readonly Role[] | undefined },
): Promise<{ id: Id<"savedView">; version: number }> {
  requireAction(ctx, "view.save");
  if (input.isShared) requireAction(ctx, "view.share");
  const userId = input.isShared ? null : ownerOf(ctx);
  return transact(ctx, async (tx) => {
    await lockNames(tx, ctx, input.grid);
    const holder = userId ? eq(savedView.userId, userId) : isNull(savedView.userId);
    const mine = and(eq(savedView.tenantId, ctx.tenantId), eq(savedView.grid, input.grid), holder);
    if ((await tx.$count(savedView, mine)) >= mostViews)
      throw new AppError("LIMIT", "too many views", { reason: "views" });
    const now = ctx.clock.now();
    const row: SavedView = {
      tenantId: ctx.tenantId,
      id: newId("savedView"),
      grid: input.grid,
      name: input.name,
      userId,
      query: input.query,
      defaultFor: input.isShared ? [...(input.defaultFor ?? [])] : [],
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
    const [made] = await tx.insert(savedView).values(row).onConflictDoNothing().returning();
    if (!made) throw nameTaken();
    await recordAudit(tx, ctx, {
      action: input.isShared ? "view.share" : "view.save",
      subjectKind: "savedView",
      subjectId: made.id,
      after: viewFacts(made),
    });
    return { id: made.id, version: made.version };
  });
}

export const nameTaken = () => invalid([{ code: "viewNameTaken", field: "name" }]);
