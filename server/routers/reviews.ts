import { z } from "zod";
import { decideItem } from "@/server/modules/reviews/decide-item";
import { decisionShape } from "@/server/modules/reviews/input";
import { listReviewItems } from "@/server/modules/reviews/list-items";
import { listReviews } from "@/server/modules/reviews/list-reviews";
import { openReview } from "@/server/modules/reviews/open-review";
import { publicId } from "@/server/platform/ids";
import { publicIdOf } from "./public-id";
import { allowed, router } from "./trpc";

export const reviewsRouter = router({
  list: allowed("access.review").query(async ({ ctx }) => {
    const { reviews, ...rest } = await listReviews(ctx.tenant);
    return { ...rest, reviews: reviews.map((row) => ({ ...row, id: publicId("accessReview", row.id) })) };
  }),
  items: allowed("access.review")
    .input(z.object({ review: publicIdOf("accessReview") }))
    .query(async ({ ctx, input }) => {
      const rows = await listReviewItems(ctx.tenant, { reviewId: input.review });
      return rows.map((row) => ({ ...row, id: publicId("reviewItem", row.id) }));
    }),
  open: allowed("access.review").mutation(async ({ ctx }) => {
    const opened = await openReview(ctx.tenant);
    return { review: opened && publicId("accessReview", opened) };
  }),
  decide: allowed("access.review")
    .input(decisionShape.extend({ item: publicIdOf("reviewItem") }))
    .mutation(({ ctx, input }) => decideItem(ctx.tenant, { itemId: input.item, decision: input.decision })),
});
