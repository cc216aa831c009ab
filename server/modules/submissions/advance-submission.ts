import { type Ctx, requireAction, transact } from "@/server/access/context";
import type { Id } from "@/server/platform/ids";
import { checkSubmission, settleSubmission } from "./check-submission";
import { findSubmission } from "./find-submission";
import { moveSubmission, type Submission } from "./move-submission";
import { kindOf, type Road, type SubmissionKind } from "./submission-kind";
import { transmitSubmission } from "./transmit-submission";

/**
 * Does what is due for one document and nothing else: sends what is queued, finds what died while sending, asks about
 * what was taken in, settles what is unclear. Two at once, or one again after a crash, never send twice: each step holds
 * on to the state and the attempt that it read.
 * @returns where it stands now, and when it must be looked at again
 */
export async function advanceSubmission(
  ctx: Ctx,
  id: Id<"submission">,
  road: Road,
): Promise<Pick<Submission, "state" | "nextAt">> {
  requireAction(ctx, "submission.advance");
  const found = await readSubmission(ctx, id);
  if (!found.nextAt || found.nextAt.getTime() > ctx.clock.now().getTime()) return found;
  const kind = kindOf(road, found.kind);
  const use = { kind, settings: road.settings };
  if (found.state === "queued") await transmitSubmission(ctx, found, use);
  else if (found.state === "sending") await declareUnknown(ctx, kind, found);
  else if (found.state === "unknown") await settleSubmission(ctx, found, use);
  else await checkSubmission(ctx, found, use);
  return readSubmission(ctx, id);
}

/** The lease has ended and nobody said how the attempt did: it may have arrived. */
async function declareUnknown(ctx: Ctx, kind: SubmissionKind, found: Submission): Promise<void> {
  const now = ctx.clock.now();
  await moveSubmission(
    ctx,
    kind,
    found,
    { state: "unknown", sentAt: now, nextAt: now },
    { reason: "lease-ended" },
  );
}

const readSubmission = (ctx: Ctx, id: Id<"submission">) => transact(ctx, (tx) => findSubmission(tx, ctx, id));
