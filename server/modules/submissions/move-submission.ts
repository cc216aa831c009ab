import { and, eq, isNull } from "drizzle-orm";
import { submission } from "@/db/schema/submissions";
import type { Tx } from "@/db/tenant";
import { type Ctx, transact } from "@/server/access/context";
import { recordEvent } from "./record-event";
import type { SubmissionKind } from "./submission-kind";

export type Submission = typeof submission.$inferSelect;
type Change = Partial<
  Pick<
    Submission,
    | "state"
    | "attempt"
    | "nextAt"
    | "sentAt"
    | "transactionId"
    | "acornRequestId"
    | "reasons"
    | "evidence"
    | "caseDueAt"
    | "closedAt"
  >
>;

type From = Pick<Submission, "id" | "state" | "attempt" | "connectionId" | "subjectId">;

/**
 * Changes a document only while it still is as it was read: same state, same attempt. A change of state, or its being
 * closed, leaves an event and is followed by the subject.
 * @returns it as it is now, or null when somebody else moved it
 */
export function moveSubmission(
  ctx: Ctx,
  kind: SubmissionKind,
  from: From,
  change: Change,
  facts?: Record<string, unknown>,
): Promise<Submission | null> {
  return transact(ctx, (tx) => moveWithin(tx, ctx, kind, from, change, facts));
}

/** The same in the caller's transaction. */
export async function moveWithin(
  tx: Tx,
  ctx: Ctx,
  kind: SubmissionKind,
  from: From,
  change: Change,
  facts?: Record<string, unknown>,
): Promise<Submission | null> {
  const isMove = (change.state ?? from.state) !== from.state || Boolean(change.closedAt);
  if (isMove) await kind.lock(tx, ctx, from);
  const [row] = await tx
    .update(submission)
    .set(change)
    .where(
      and(
        eq(submission.tenantId, ctx.tenantId),
        eq(submission.id, from.id),
        eq(submission.state, from.state),
        eq(submission.attempt, from.attempt),
        isNull(submission.closedAt),
      ),
    )
    .returning();
  if (!row) return null;
  if (isMove) {
    await recordEvent(tx, ctx, row, facts);
    await kind.moved(tx, ctx, row);
  }
  return row;
}
