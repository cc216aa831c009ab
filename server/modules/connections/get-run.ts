import { and, eq } from "drizzle-orm";
import { syncRun } from "@/db/schema/connections";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";

/** One run with its progress: `stepsDone` of `stepsTotal` windows, and what was read so far. */
export async function getRun(ctx: Ctx, input: { runId: Id<"syncRun"> }) {
  requireAction(ctx, "connection.view");
  const [run] = await transact(ctx, (tx) =>
    tx
      .select()
      .from(syncRun)
      .where(and(eq(syncRun.tenantId, ctx.tenantId), eq(syncRun.id, input.runId))),
  );
  if (!run) throw notFound("syncRun");
  return run;
}
