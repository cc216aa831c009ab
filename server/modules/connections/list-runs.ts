import { and, desc, eq, sql } from "drizzle-orm";
import { syncRun } from "@/db/schema/connections";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import type { Id } from "@/server/platform/ids";
import { getConnection } from "./get-connection";

const pageSize = 50;

/** Runs of a connection, the last begun first (ids do not tell: those of planned runs are derived); `before` is the last run of the page before. */
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
          input.before &&
            sql`(${syncRun.startedAt}, ${syncRun.id}) < (
              select one.started_at, one.id from ${syncRun} one
              where one.tenant_id = ${ctx.tenantId} and one.id = ${input.before}
            )`,
        ),
      )
      .orderBy(desc(syncRun.startedAt), desc(syncRun.id))
      .limit(pageSize + 1);
    const last = rows.length > pageSize ? rows[pageSize - 1] : undefined;
    return { runs: rows.slice(0, pageSize), nextBefore: last?.id ?? null };
  });
}
