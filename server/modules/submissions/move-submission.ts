import { and, eq } from "drizzle-orm";
import { submission } from "@/db/schema/submissions";
import { type Ctx, transact } from "@/server/access/context";
import { recordEvent } from "./record-event";

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
  >
>;

/**
 * Changes a document only while it still is as it was read: same state, same attempt. A change of state leaves an event.
 * @returns it as it is now, or null when somebody else moved it
 */
export async function moveSubmission(
  ctx: Ctx,
  from: Pick<Submission, "id" | "state" | "attempt">,
  change: Change,
  facts?: Record<string, unknown>,
): Promise<Submission | null> {
  return transact(ctx, async (tx) => {
    const [row] = await tx
      .update(submission)
      .set(change)
      .where(
        and(
          eq(submission.tenantId, ctx.tenantId),
          eq(submission.id, from.id),
          eq(submission.state, from.state),
          eq(submission.attempt, from.attempt),
        ),
      )
      .returning();
    if (!row) return null;
    if (row.state !== from.state) await recordEvent(tx, ctx, row, facts);
    return row;
  });
}
