import { and, desc, eq, ne } from "drizzle-orm";
import { submission } from "@/db/schema/submissions";
import type { Tx } from "@/db/tenant";
import type { SubmissionState } from "@/db/words";
import type { Ctx } from "@/server/access/context";
import { markAnswer } from "@/server/modules/orders/mark-answer";
import type { Id } from "@/server/platform/ids";
import { answersTo } from "./load-order";

/** What Amazon has taken in and not refused: it goes on to hold what such an answer says. */
const standing: readonly SubmissionState[] = ["sent", "presumed_accepted", "verified", "mismatch"];

/**
 * Lets a PO say where its last answer stands; one that was withdrawn, or that a person has settled, counts no more. When
 * it is refused and an earlier one stands, the PO does not wait for an answer again.
 */
export async function followAnswer(tx: Tx, ctx: Ctx, orderId: Id<"order">): Promise<void> {
  const answers = await tx
    .select({ state: submission.state, closedAt: submission.closedAt })
    .from(submission)
    .where(and(answersTo(ctx, orderId), eq(submission.isShadow, false), ne(submission.state, "withdrawn")))
    .orderBy(desc(submission.id));
  const [last] = answers;
  await markAnswer(tx, ctx, {
    orderId,
    answer: last && !last.closedAt ? last.state : null,
    stands: answers.some(({ state }) => standing.includes(state)),
  });
}
