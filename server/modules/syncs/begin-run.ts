import { and, eq, sql } from "drizzle-orm";
import { connection, type Flow, type RunKind, syncFlow, syncRun } from "@/db/schema/connections";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { frequencyOf, nextDueAt } from "@/server/modules/connections/frequency-rules";
import { historyMs, planBackfill, planPoll, type ReadWindow } from "@/server/modules/orders/read-windows";
import { requireLivingTenant } from "@/server/modules/tenants/require-living-tenant";
import { AppError, notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";

export type RunRequest = {
  connectionId: Id<"connection">;
  flow: Flow;
  kind: RunKind;
  runId: Id<"syncRun">;
};

const nightly = { kind: "daily", at: "02:30", zone: "UTC" } as const;
/** Weeks a backfill reads in one run; between runs, polls of the same connection get their turn. */
const backfillWeeks = 4;

/**
 * Opens a run and says what it has to read. Beginning the same run again plans anew from where the cursors stand.
 * A connection that may not be read (paused, authorisation gone) is PRECONDITION with its state as reason, one of a
 * workspace that is about to be deleted with "tenant-ending".
 */
export async function beginRun(ctx: Ctx, request: RunRequest): Promise<ReadWindow[]> {
  requireAction(ctx, "order.sync");
  return transact(ctx, async (tx) => {
    const here = and(
      eq(syncFlow.tenantId, ctx.tenantId),
      eq(syncFlow.connectionId, request.connectionId),
      eq(syncFlow.flow, request.flow),
    );
    const [found] = await tx
      .select({ state: connection.state, flow: syncFlow })
      .from(syncFlow)
      .innerJoin(
        connection,
        and(eq(connection.tenantId, syncFlow.tenantId), eq(connection.id, syncFlow.connectionId)),
      )
      .where(here);
    if (!found) throw notFound("connection");
    if (found.state !== "active")
      throw new AppError("PRECONDITION", "connection is not active", { reason: found.state });
    await requireLivingTenant(tx, ctx);
    const now = ctx.clock.now();
    const from = found.flow.backfillFrom ?? new Date(now.getTime() - historyMs);
    await tx
      .update(syncFlow)
      .set({ backfillFrom: from, ...nextDates(request.kind, found.flow, now) })
      .where(here);
    const windows = plan(request, found.flow, from, now);
    await tx
      .insert(syncRun)
      .values({
        tenantId: ctx.tenantId,
        id: request.runId,
        connectionId: request.connectionId,
        flow: request.flow,
        kind: request.kind,
        state: "running",
        startedAt: now,
        stepsTotal: windows.length,
      })
      .onConflictDoUpdate({
        target: [syncRun.tenantId, syncRun.id],
        set: { state: "running", stepsTotal: sql`${syncRun.stepsDone} + ${windows.length}` },
      });
    return windows;
  });
}

/** A poll is due again after its frequency, a sweep the next night; a backfill has no date of its own. */
function nextDates(kind: RunKind, flow: typeof syncFlow.$inferSelect, now: Date) {
  if (kind === "backfill" || kind === "fetch") return {};
  const due = { nextDueAt: nextDueAt(frequencyOf(flow), now) };
  return kind === "sweep" ? { ...due, nextSweepAt: nextDueAt(nightly, now) } : due;
}

function plan(request: RunRequest, flow: typeof syncFlow.$inferSelect, from: Date, now: Date): ReadWindow[] {
  if (request.kind === "backfill")
    return planBackfill(flow.backfillCursor, from, now).slice(0, backfillWeeks);
  const windows = planPoll(
    { created: flow.createdCursor, changed: flow.changedCursor },
    now,
    request.kind === "sweep",
  );
  // The status of an order is read by when it last changed; its creation is read with the order itself.
  return request.flow === "order-status" ? windows.filter((window) => window.by === "changed") : windows;
}
