import { and, eq, sql } from "drizzle-orm";
import { connection, syncFlow } from "@/db/schema/connections";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { getConnection } from "./get-connection";

/** Stops reading from a connection until a person resumes it. PRECONDITION unless it is active. */
export async function pauseConnection(ctx: Ctx, input: { connectionId: Id<"connection"> }): Promise<void> {
  requireAction(ctx, "connection.pause");
  await transact(ctx, async (tx) => {
    const before = await getConnection(tx, ctx, input.connectionId);
    const [paused] = await tx
      .update(connection)
      .set({
        state: "paused",
        stateReason: "by-person",
        refreshFence: sql`${connection.refreshFence} + 1`,
        refreshLeaseUntil: null,
        updatedAt: ctx.clock.now(),
      })
      .where(
        and(
          eq(connection.tenantId, ctx.tenantId),
          eq(connection.id, before.id),
          eq(connection.state, "active"),
        ),
      )
      .returning({ id: connection.id });
    if (!paused) throw new AppError("PRECONDITION", "not active", { reason: `connection-${before.state}` });
    await tx
      .update(syncFlow)
      .set({ enabled: false })
      .where(and(eq(syncFlow.tenantId, ctx.tenantId), eq(syncFlow.connectionId, before.id)));
    await recordAudit(tx, ctx, {
      action: "connection.pause",
      subjectKind: "connection",
      subjectId: before.id,
      before: { state: before.state },
      after: { state: "paused" },
    });
  });
}
