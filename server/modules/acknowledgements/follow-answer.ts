import { and, desc, eq, ne } from "drizzle-orm";
import { submission } from "@/db/schema/submissions";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { markAnswer } from "@/server/modules/orders/mark-answer";
import type { Id } from "@/server/platform/ids";
import { acknowledgementKind } from "./load-order";

/** Lets a PO say where its last answer stands; one that was withdrawn, or that a person has settled, counts no more. */
export async function followAnswer(tx: Tx, ctx: Ctx, orderId: Id<"order">): Promise<void> {
  const [last] = await tx
    .select({ state: submission.state, closedAt: submission.closedAt })
    .from(submission)
    .where(
      and(
        eq(submission.tenantId, ctx.tenantId),
        eq(submission.kind, acknowledgementKind),
        eq(submission.subjectKind, "order"),
        eq(submission.subjectId, orderId),
        eq(submission.isShadow, false),
        ne(submission.state, "withdrawn"),
      ),
    )
    .orderBy(desc(submission.id))
    .limit(1);
  await markAnswer(tx, ctx, { orderId, answer: last && !last.closedAt ? last.state : null });
}
