import { z } from "zod";
import { showAnswer } from "@/server/modules/acknowledgements/show-answer";
import { documentRoad } from "@/server/modules/document-kinds";
import { getSubmissionBytes } from "@/server/modules/submissions/get-submission-bytes";
import { settleShape } from "@/server/modules/submissions/input";
import { listSubmissions } from "@/server/modules/submissions/list-submissions";
import { settleByHand } from "@/server/modules/submissions/settle-by-hand";
import { withdrawSubmission } from "@/server/modules/submissions/withdraw-submission";
import { publicId } from "@/server/platform/ids";
import { publicIdOf } from "./public-id";
import { allowed, router } from "./trpc";

const submission = z.object({ submission: publicIdOf("submission") });

export const submissionsRouter = router({
  list: allowed("submission.view")
    .input(z.object({ order: publicIdOf("order") }))
    .query(async ({ ctx, input }) => {
      const rows = await listSubmissions(ctx.tenant, { kind: "order", id: input.order });
      return rows.map(({ document, evidence, ...row }) => ({
        ...row,
        ...showAnswer({ document, evidence }),
        id: publicId("submission", row.id),
        connectionId: publicId("connection", row.connectionId),
      }));
    }),
  bytes: allowed("submission.view")
    .input(submission)
    .query(({ ctx, input }) => getSubmissionBytes(ctx.tenant, input.submission)),
  withdraw: allowed("submission.withdraw")
    .input(submission)
    .mutation(({ ctx, input }) => withdrawSubmission(ctx.tenant, input.submission, documentRoad)),
  settle: allowed("submission.settle")
    .input(submission.extend(settleShape.shape))
    .mutation(({ ctx, input }) => settleByHand(ctx.tenant, input, documentRoad)),
});
