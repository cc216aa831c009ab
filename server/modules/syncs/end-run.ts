import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { syncFlow, syncRun } from "@/db/schema/connections";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { settleSyncWork } from "@/server/modules/connections/settle-sync-work";
import type { AppError } from "@/server/platform/errors";
import type { RunRequest } from "./begin-run";

/** What should be read after this run: the next weeks of a backfill, or nothing. */
export type FollowUp = {
  flow: RunRequest["flow"];
  /** where that backfill stands and when it is asked for: the same ask twice is one run */
  cause: string;
} | null;

/**
 * Closes a run that read all it had planned. Freshness moves for polls only: a backfill says nothing about today.
 * Ending the same run again changes nothing.
 */
export async function finishRun(ctx: Ctx, request: RunRequest): Promise<FollowUp> {
  requireAction(ctx, "order.sync");
  return transact(ctx, async (tx) => {
    const now = ctx.clock.now();
    await tx
      .update(syncRun)
      .set({ state: "done", finishedAt: now })
      .where(and(whereRun(ctx, request), inArray(syncRun.state, ["running", "queued"])));
    const here = whereFlow(ctx, request);
    if (request.kind === "backfill") {
      await tx
        .update(syncFlow)
        .set({ backfillDoneAt: now })
        .where(
          and(
            here,
            isNull(syncFlow.backfillDoneAt),
            sql`${syncFlow.backfillCursor} <= ${syncFlow.backfillFrom}`,
          ),
        );
    } else {
      await tx.update(syncFlow).set({ lastOkAt: now, failures: 0, lastErrorCode: null }).where(here);
      await settleSyncWork(tx, ctx, request.connectionId);
    }
    const flows = await tx
      .select({ flow: syncFlow.flow, doneAt: syncFlow.backfillDoneAt, cursor: syncFlow.backfillCursor })
      .from(syncFlow)
      .where(and(eq(syncFlow.tenantId, ctx.tenantId), eq(syncFlow.connectionId, request.connectionId)));
    const flow = nextBackfill(request, flows);
    if (!flow) return null;
    const cursor = flows.find((row) => row.flow === flow)?.cursor?.toISOString() ?? "start";
    // By the hour, so that a backfill that failed is asked for again and one that runs is not asked for twice.
    return {
      flow,
      cause: `${request.connectionId}:backfill:${flow}:${cursor}:${now.toISOString().slice(0, 13)}`,
    };
  });
}

/** Orders first, then their status: a status finds its order only when that is stored. */
export function nextBackfill(
  request: Pick<RunRequest, "flow" | "kind">,
  flows: readonly { flow: RunRequest["flow"]; doneAt: Date | null }[],
): RunRequest["flow"] | null {
  const isDone = (flow: RunRequest["flow"]) => flows.some((row) => row.flow === flow && row.doneAt);
  if (request.kind === "fetch" || request.kind === "sweep") return null;
  if (request.flow === "orders" && !isDone("orders")) return "orders";
  if (
    isDone("orders") &&
    !isDone("order-status") &&
    (request.flow === "order-status" || request.kind === "backfill")
  )
    return "order-status";
  return null;
}

/** Closes a run that ended in an error, after its last retry; what it had stored stays stored. */
export async function failRun(ctx: Ctx, request: RunRequest, error: AppError): Promise<{ failures: number }> {
  requireAction(ctx, "order.sync");
  return transact(ctx, async (tx) => {
    const ended = await tx
      .update(syncRun)
      .set({
        state: "failed",
        finishedAt: ctx.clock.now(),
        errorCode: error.code,
        errorReason: error.reason ?? null,
      })
      .where(and(whereRun(ctx, request), inArray(syncRun.state, ["running", "queued"])))
      .returning({ id: syncRun.id });
    const [flow] = await tx
      .update(syncFlow)
      .set({ failures: sql`${syncFlow.failures} + ${ended.length}`, lastErrorCode: error.code })
      .where(whereFlow(ctx, request))
      .returning({ failures: syncFlow.failures });
    await settleSyncWork(tx, ctx, request.connectionId);
    return { failures: flow?.failures ?? 0 };
  });
}

const whereRun = (ctx: Ctx, request: RunRequest) =>
  and(eq(syncRun.tenantId, ctx.tenantId), eq(syncRun.id, request.runId));

const whereFlow = (ctx: Ctx, request: RunRequest) =>
  and(
    eq(syncFlow.tenantId, ctx.tenantId),
    eq(syncFlow.connectionId, request.connectionId),
    eq(syncFlow.flow, request.flow),
  );
