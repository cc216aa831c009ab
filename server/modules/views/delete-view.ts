import { and, eq } from "drizzle-orm";
import { savedView } from "@/db/schema/saved-views";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import type { Id } from "@/server/platform/ids";
import { findOwnView, viewFacts } from "./find-view";

/** Deletes a view, whatever its version: saving it again under its name puts it back. */
export async function deleteView(ctx: Ctx, { id }: { id: Id<"savedView"> }): Promise<void> {
  requireAction(ctx, "view.save");
  await transact(ctx, async (tx) => {
    const view = await findOwnView(tx, ctx, id);
    await tx.delete(savedView).where(and(eq(savedView.tenantId, ctx.tenantId), eq(savedView.id, id)));
    await recordAudit(tx, ctx, {
      action: view.userId === null ? "view.share" : "view.save",
      subjectKind: "savedView",
      subjectId: id,
      before: viewFacts(view),
    });
  });
}
