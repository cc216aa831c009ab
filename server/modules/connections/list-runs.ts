import { and, desc, eq, lt } from "drizzle-orm";
import { syncRun } from "@/db/schema/connections";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import type { Id } from "@/server/platform/ids";
import { getConnection } from "./get-connection";

const pageSize = 50;

/** Runs of a connection, newest first; `before` is the last run of the page before. */
export async function listRuns(
  ctx: Ctx,
  input: { connectionId: Id<"connection">; before?: Id<"syncRun"> | undefined },
) {
  requireAction(ctx, "connection.view");
  return transact(ctx, async (tx) => {
    const { id } = await getConnection(tx, ctx, input.connectionId);
    const rows = await tx
      .select()
      .from(syncRun)
      .where(
        and(
          eq(syncRun.tenantId, ctx.tenantId),
          eq(syncRun.connectionId, id),
          input.before ? lt(syncRun.id, input.before) : undefined,
        ),
      )
      .orderBy(desc(syncRun.id))
      .limit(pageSize + 1);
    const last = rows.length > pageSize ? rows[pageSize - 1] : undefined;
    return { runs: rows.slice(0, pageSize), nextBefore: last?.id ?? null };
  });
}
