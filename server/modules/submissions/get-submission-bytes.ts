import { type Ctx, requireAction, transact } from "@/server/access/context";
import type { Id } from "@/server/platform/ids";
import { findSubmission } from "./find-submission";

/** The frozen bytes of one document: what left, or would have left, with their sha256. */
export async function getSubmissionBytes(ctx: Ctx, id: Id<"submission">) {
  requireAction(ctx, "submission.view");
  const { body, bodyHash, createdAt } = await transact(ctx, (tx) => findSubmission(tx, ctx, id));
  return {
    text: body.toString("utf8"),
    size: body.byteLength,
    sha256: bodyHash.toString("hex"),
    readAt: createdAt,
  };
}
