import { type Ctx, requireAction, transact } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { findSubmission } from "./find-submission";
import type { HandOutcome } from "./input";
import { moveWithin, type Submission } from "./move-submission";
import { undoMs } from "./queue-submission";
import { nextCheckAt, settlesByHand } from "./rules";
import { kindOf, type Road } from "./submission-kind";

export type SettleInput = { submission: Id<"submission">; outcome: HandOutcome; note: string };

/**
 * Writes what a person found out about a document, with their note: an unknown one arrived, or was lost and goes again
 * after its seconds to undo; what was refused or differs has been handled. PRECONDITION when its state asks for no such
 * word, or has moved meanwhile.
 */
export async function settleByHand(ctx: Ctx, input: SettleInput, road: Road): Promise<void> {
  requireAction(ctx, "submission.settle");
  await transact(ctx, async (tx) => {
    const found = await findSubmission(tx, ctx, input.submission);
    const { outcome, note } = input;
    const isOpen = found.closedAt === null && settlesByHand(found.state).some((one) => one === outcome);
    const kind = kindOf(road, found.kind);
    const change = changeBy(found, outcome, ctx.clock.now());
    const row = isOpen ? await moveWithin(tx, ctx, kind, found, change, { outcome, note }) : null;
    if (!row) throw new AppError("PRECONDITION", "nothing to settle", { reason: "submission-moved" });
    await recordAudit(tx, ctx, {
      action: "submission.settle",
      subjectKind: "submission",
      subjectId: found.id,
      before: { state: found.state },
      after: { state: row.state, outcome, note },
    });
  });
}

function changeBy(found: Submission, outcome: HandOutcome, now: Date) {
  if (outcome === "lost") return { state: "queued", nextAt: new Date(now.getTime() + undoMs) } as const;
  if (outcome === "handled") return { closedAt: now, nextAt: null };
  // known by word alone, so it is looked at like any other that was taken in
  return { state: "presumed_accepted", nextAt: nextCheckAt(found.sentAt ?? now, now) } as const;
}
