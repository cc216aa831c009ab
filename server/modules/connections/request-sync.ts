import { and, eq, inArray } from "drizzle-orm";
import { type Flow, syncFlow, syncRun } from "@/db/schema/connections";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { requireLivingTenant } from "@/server/modules/tenants/require-living-tenant";
import { AppError } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";
import { getConnection } from "./get-connection";
import { isRunLive } from "./rules";

/** What the event says; its id follows from the run, so that one sent twice counts once. */
export type SyncRequested = {
  tenantId: Id<"tenant">;
  connectionId: Id<"connection">;
  flow: Flow;
  runId: Id<"syncRun">;
};
export type SendSync = (requested: SyncRequested) => Promise<void>;

/**
 * "Sync now": a queued run a person can watch, then the event that starts it. CONFLICT while one of this flow is queued
 * or running, PRECONDITION unless the connection is active and the workspace here to stay.
 */
export async function requestSync(
  ctx: Ctx,
  input: { connectionId: Id<"connection">; flow: Flow },
  send: SendSync,
): Promise<{ runId: Id<"syncRun"> }> {
  requireAction(ctx, "connection.sync");
  const { connectionId, flow } = input;
  const now = ctx.clock.now();
  const runId = await transact(ctx, async (tx) => {
    const { state } = await getConnection(tx, ctx, connectionId);
    if (state !== "active") {
      throw new AppError("PRECONDITION", "not active", { reason: `connection-${state}` });
    }
    await requireLivingTenant(tx, ctx);
    const mine = { tenantId: ctx.tenantId, connectionId, flow };
    // The flow's row is the lock: two people who press at once get one run.
    await tx
      .select({ flow: syncFlow.flow })
      .from(syncFlow)
      .where(
        and(
          eq(syncFlow.tenantId, ctx.tenantId),
          eq(syncFlow.connectionId, connectionId),
          eq(syncFlow.flow, flow),
        ),
      )
      .for("update");
    const open = await tx
      .select({ state: syncRun.state, startedAt: syncRun.startedAt })
      .from(syncRun)
      .where(
        and(
          eq(syncRun.tenantId, ctx.tenantId),
          eq(syncRun.connectionId, connectionId),
          eq(syncRun.flow, flow),
          inArray(syncRun.state, ["queued", "running"]),
        ),
      );
    if (open.some((run) => isRunLive(run, now))) {
      throw new AppError("CONFLICT", "a run is under way", { reason: "sync-running" });
    }
    const id = newId("syncRun", now.getTime());
    await tx.insert(syncRun).values({ ...mine, id, kind: "poll", state: "queued", startedAt: now });
    await recordAudit(tx, ctx, {
      action: "connection.sync",
      subjectKind: "connection",
      subjectId: connectionId,
      after: { flow, run: id },
    });
    return id;
  });
  await send({ tenantId: ctx.tenantId, connectionId, flow, runId });
  return { runId };
}
