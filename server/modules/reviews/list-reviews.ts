import { and, desc, eq, sql } from "drizzle-orm";
import { accessReview, accessReviewItem } from "@/db/schema/access-reviews";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { quarterOf } from "./rules";

const reviewsShown = 40;

/** Every review, the latest first, with how many of its questions were answered how. */
export async function listReviews(ctx: Ctx) {
  requireAction(ctx, "access.review");
  const quarter = quarterOf(ctx.clock.now());
  const reviews = await transact(ctx, (tx) =>
    tx
      .select({
        id: accessReview.id,
        quarter: accessReview.quarter,
        openedAt: accessReview.openedAt,
        dueAt: accessReview.dueAt,
        closedAt: accessReview.closedAt,
        closedByName: accessReview.closedByName,
        total: sql<number>`count(*)::int`,
        kept: sql<number>`count(*) filter (where ${accessReviewItem.decision} = 'keep')::int`,
        revoked: sql<number>`count(*) filter (where ${accessReviewItem.decision} = 'revoke')::int`,
      })
      .from(accessReview)
      .innerJoin(
        accessReviewItem,
        and(
          eq(accessReviewItem.tenantId, accessReview.tenantId),
          eq(accessReviewItem.reviewId, accessReview.id),
        ),
      )
      .where(eq(accessReview.tenantId, ctx.tenantId))
      .groupBy(accessReview.tenantId, accessReview.id)
      .orderBy(desc(accessReview.openedAt))
      .limit(reviewsShown),
  );
  return { reviews, quarter, isAsked: reviews.some((review) => review.quarter === quarter) };
}
