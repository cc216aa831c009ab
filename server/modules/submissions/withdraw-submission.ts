import { type Ctx, requireAction, transact } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { findSubmission } from "./find-submission";
import { moveWithin } from "./move-submission";
import { canWithdraw } from "./rules";
import { kindOf, type Road } from "./submission-kind";

/**
 * Takes back what has not left. PRECONDITION once it is on its way: then an answer replaces it, and nothing undoes it.
 * A repeat changes nothing.
 */
export async function withdrawSubmission(ctx: Ctx, id: Id<"submission">, road: Road): Promise<void> {
  requireAction(ctx, "submission.withdraw");
  await transact(ctx, async (tx) => {
    const found = await findSubmission(tx, ctx, id);
    if (found.state === "withdrawn") return;
    const change = { state: "withdrawn", nextAt: null } as const;
    // whoever sends it at this instant decides it by the same condition
    const row = canWithdraw(found.state)
      ? await moveWithin(tx, ctx, kindOf(road, found.kind), found, change)
      : null;
    if (!row) {
      if ((await findSubmission(tx, ctx, id)).state === "withdrawn") return;
      throw new AppError("PRECONDITION", "it has left", { reason: "submission-left" });
    }
    await recordAudit(tx, ctx, {
      action: "submission.withdraw",
      subjectKind: "submission",
      subjectId: id,
      before: { state: found.state },
      after: { state: "withdrawn" },
    });
  });
}
