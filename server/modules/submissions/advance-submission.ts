import { type Ctx, requireAction, transact } from "@/server/access/context";
import type { Id } from "@/server/platform/ids";
import { checkSubmission, settleSubmission } from "./check-submission";
import { isFromElsewhere } from "./database-mark";
import { findSubmission } from "./find-submission";
import { moveWithin, type Submission } from "./move-submission";
import { recordEvent } from "./record-event";
import { isOpen, mayHaveLeft } from "./rules";
import { kindOf, type Road, type SubmissionKind } from "./submission-kind";
import { transmitSubmission } from "./transmit-submission";

/**
 * Does what is due for one document and nothing else: sends what is queued, finds what died while sending or was left
 * alone for long, asks about what was taken in, settles what is unclear. Two at once, or one again after a crash, never
 * send twice: each step holds on to the state and the attempt that it read.
 * @returns where it stands now, and when it must be looked at again
 */
export async function advanceSubmission(
  ctx: Ctx,
  id: Id<"submission">,
  road: Road,
): Promise<Pick<Submission, "state" | "nextAt">> {
  requireAction(ctx, "submission.advance");
  const found = await readSubmission(ctx, id);
  const now = ctx.clock.now();
  const { state, nextAt } = found;
  if (!nextAt || nextAt.getTime() > now.getTime()) return found;
  const kind = kindOf(road, found.kind);
  const use = { kind, settings: road.settings };
  const elsewhere = isOpen(state) && (await transact(ctx, (tx) => isFromElsewhere(tx, ctx, id)));
  if (mayHaveLeft({ state, nextAt, isFromElsewhere: elsewhere }, now))
    await declareUnknown(ctx, kind, found, elsewhere);
  else if (state === "queued") await transmitSubmission(ctx, found, use);
  else if (state === "unknown") await settleSubmission(ctx, found, use);
  else await checkSubmission(ctx, found, use);
  return readSubmission(ctx, id);
}

/** Nobody can say whether it arrived: its sender's lease has ended, nobody looked at it for long, or this is a copy. */
async function declareUnknown(
  ctx: Ctx,
  kind: SubmissionKind,
  found: Submission,
  isCopy: boolean,
): Promise<void> {
  const now = ctx.clock.now();
  const reason = found.state === "sending" ? "lease-ended" : isCopy ? "other-database" : "long-overdue";
  // from now on: it may have left at any moment before this one
  const change = { state: "unknown", sentAt: now, nextAt: now } as const;
  await transact(ctx, async (tx) => {
    const row = await moveWithin(tx, ctx, kind, found, change, { reason });
    // what was unknown already moves nowhere, and yet its next look must find the mark of this database
    if (row && isCopy && found.state === "unknown") await recordEvent(tx, ctx, row, { reason });
  });
}

const readSubmission = (ctx: Ctx, id: Id<"submission">) => transact(ctx, (tx) => findSubmission(tx, ctx, id));
