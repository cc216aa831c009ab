import { and, eq } from "drizzle-orm";
import { submission } from "@/db/schema/submissions";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Submission } from "./move-submission";

/** One document of the tenant. NOT_FOUND when it is missing or foreign. */
export async function findSubmission(tx: Tx, ctx: Ctx, id: Id<"submission">): Promise<Submission> {
  const [row] = await tx
    .select()
    .from(submission)
    .where(and(eq(submission.tenantId, ctx.tenantId), eq(submission.id, id)));
  if (!row) throw notFound("submission");
  return row;
}
