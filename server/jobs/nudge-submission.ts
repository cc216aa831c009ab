import type { Ctx } from "@/server/access/context";
import type { Id } from "@/server/platform/ids";
import { jobEvent } from "./events";
import { webJobsClient } from "./web-jobs";

/**
 * Tells the worker of a document that is on the road. Only a nudge: should it get lost, the log says so, the sweep finds
 * the document within a minute, and whoever queued it hears nothing of it.
 */
export async function nudgeSubmission(
  { tenantId, log }: Pick<Ctx, "tenantId" | "log">,
  submissionId: Id<"submission">,
): Promise<void> {
  try {
    await webJobsClient().send(jobEvent("oakline/submission.due", { tenantId, submissionId }, submissionId));
  } catch (error) {
    log.warn({ err: error, submissionId }, "a document is left to the sweep");
  }
}
