import { z } from "zod";
import { nudgeSubmission } from "@/server/jobs/nudge-submission";
import { answerOrder } from "@/server/modules/acknowledgements/answer-order";
import { getAnswerSheet } from "@/server/modules/acknowledgements/get-answer-sheet";
import { answerInput } from "@/server/modules/acknowledgements/input";
import { shadowReport } from "@/server/modules/acknowledgements/shadow-report";
import { publicId } from "@/server/platform/ids";
import { publicIdOf } from "./public-id";
import { allowed, router } from "./trpc";

const order = z.object({ order: publicIdOf("order") });

export const acknowledgementsRouter = router({
  sheet: allowed("order.acknowledge")
    .input(order)
    .query(({ ctx, input }) => getAnswerSheet(ctx.tenant, input.order)),
  answer: allowed("order.acknowledge")
    .input(answerInput.extend(order.shape))
    .mutation(async ({ ctx, input }) => {
      const queued = await answerOrder(ctx.tenant, input);
      if (!queued.isShadow) await nudgeSubmission(ctx.tenant, queued.id);
      return { ...queued, id: publicId("submission", queued.id) };
    }),
  shadow: allowed("submission.view")
    .input(z.object({ connection: publicIdOf("connection") }))
    .query(async ({ ctx, input }) => {
      const { rows, total } = await shadowReport(ctx.tenant, input.connection);
      return {
        total,
        rows: rows.map((row) => ({
          ...row,
          submission: publicId("submission", row.submission),
          order: publicId("order", row.order),
        })),
      };
    }),
});
