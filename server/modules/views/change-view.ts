import { and, eq, isNull, ne } from "drizzle-orm";
import { savedView } from "@/db/schema/saved-views";
import type { Tx } from "@/db/tenant";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import type { Action } from "@/server/access/permissions";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { findOwnView, lockNames, type SavedView, viewFacts } from "./find-view";
import { nameTaken } from "./save-view";

type Wanted = {
  id: Id<"savedView">;
  /** as the person saw it; CONFLICT when somebody has changed it since */
  version: number;
};
type Change = Partial<Pick<SavedView, "name" | "query" | "userId" | "defaultFor">>;

/**
 * The one way a view changes: found for this person, compared with what they saw, written once, on record.
 * Two who save at once: the second is told.
 */
export async function changeView(
  ctx: Ctx,
  { id, version }: Wanted,
  { action, change }: { action: Action; change: Change },
): Promise<{ version: number }> {
  requireAction(ctx, action);
  return transact(ctx, async (tx) => {
    const before = await findOwnView(tx, ctx, id);
    await lockNames(tx, ctx, before.grid);
    if (before.version !== version) throw new AppError("CONFLICT", "the view has changed");
    const after: SavedView = { ...before, ...change, version: version + 1, updatedAt: ctx.clock.now() };
    if (await isNameTaken(tx, after)) throw nameTaken();
    await tx
      .update(savedView)
      .set(after)
      .where(and(eq(savedView.tenantId, ctx.tenantId), eq(savedView.id, id), eq(savedView.version, version)));
    await recordAudit(tx, ctx, {
      action: after.userId === null || before.userId === null ? "view.share" : action,
      subjectKind: "savedView",
      subjectId: id,
      before: viewFacts(before),
      after: viewFacts(after),
    });
    return { version: after.version };
  });
}

async function isNameTaken(tx: Tx, { tenantId, id, grid, name, userId }: SavedView): Promise<boolean> {
  const holder = userId ? eq(savedView.userId, userId) : isNull(savedView.userId);
  const same = and(
    eq(savedView.tenantId, tenantId),
    eq(savedView.grid, grid),
    eq(savedView.name, name),
    holder,
    ne(savedView.id, id),
  );
  return (await tx.$count(savedView, same)) > 0;
}
