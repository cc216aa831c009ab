import { and, asc, eq } from "drizzle-orm";
import { accessReview, accessReviewItem } from "@/db/schema/access-reviews";
import { member } from "@/db/schema/tenants";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";

/** The questions of one review as they stood when it was opened, with their answers. */
export async function listReviewItems(ctx: Ctx, input: { reviewId: Id<"accessReview"> }) {
  requireAction(ctx, "access.review");
  const { actor } = ctx;
  return transact(ctx, async (tx) => {
    const known = await tx.$count(
      accessReview,
      and(eq(accessReview.tenantId, ctx.tenantId), eq(accessReview.id, input.reviewId)),
    );
    if (known === 0) throw notFound("accessReview");
    const rows = await tx
      .select({ item: accessReviewItem, userId: member.userId })
      .from(accessReviewItem)
      .leftJoin(
        member,
        and(eq(member.tenantId, accessReviewItem.tenantId), eq(member.id, accessReviewItem.subjectId)),
      )
      .where(and(eq(accessReviewItem.tenantId, ctx.tenantId), eq(accessReviewItem.reviewId, input.reviewId)))
      .orderBy(asc(accessReviewItem.subjectKind), asc(accessReviewItem.name), asc(accessReviewItem.id));
    return rows.map(({ item, userId }) => ({
      id: item.id,
      subjectKind: item.subjectKind,
      name: item.name,
      detail: item.detail,
      role: item.role,
      lastSeenAt: item.lastSeenAt,
      decision: item.decision,
      decidedByName: item.decidedByName,
      decidedAt: item.decidedAt,
      isSelf: actor.kind === "member" && userId === actor.userId,
    }));
  });
}
