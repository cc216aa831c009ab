import { and, eq } from "drizzle-orm";
import { submission } from "@/db/schema/submissions";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { AppError, notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { recordEvent } from "./record-event";
import { canWithdraw } from "./rules";

/**
 * Takes back what has not left. PRECONDITION once it is on its way: then an answer replaces it, and nothing undoes it.
 * A repeat changes nothing.
 */
export async function withdrawSubmission(ctx: Ctx, id: Id<"submission">): Promise<void> {
  requireAction(ctx, "submission.withdraw");
  await transact(ctx, async (tx) => {
    const here = and(eq(submission.tenantId, ctx.tenantId), eq(submission.id, id));
    // the lock decides between this and the one that is about to send
    const [found] = await tx.select().from(submission).where(here).for("update");
    if (!found) throw notFound("submission");
    if (found.state === "withdrawn") return;
    if (!canWithdraw(found.state))
      throw new AppError("PRECONDITION", "it has left", { reason: "submission-left" });
    const [row] = await tx
      .update(submission)
      .set({ state: "withdrawn", nextAt: null })
      .where(here)
      .returning();
    if (!row) throw notFound("submission");
    await recordEvent(tx, ctx, row);
    await recordAudit(tx, ctx, {
      action: "submission.withdraw",
      subjectKind: "submission",
      subjectId: id,
      before: { state: found.state },
      after: { state: "withdrawn" },
    });
  });
}
