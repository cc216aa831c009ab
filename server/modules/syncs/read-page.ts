import { and, eq, sql } from "drizzle-orm";
import { syncFlow, syncRun } from "@/db/schema/connections";
import type { Tx } from "@/db/tenant";
import { type Ctx, requireAction, requireNoTransaction, transact } from "@/server/access/context";
import type { AcornClient } from "@/server/acorn/client";
import type { OrderSource } from "@/server/modules/orders/order-rows";
import type { ReadWindow } from "@/server/modules/orders/read-windows";
import { type StoredCounts, storeOrders } from "@/server/modules/orders/store-orders";
import { storeStatuses } from "@/server/modules/orders/store-statuses";
import { storeUnreadable } from "@/server/modules/orders/store-unreadable";
import type { RunRequest } from "./begin-run";
import { findSource } from "./find-source";

export type PageRequest = RunRequest & { window: ReadWindow; token: string | null };
export type OrdersApi = Pick<AcornClient, "getPurchaseOrders" | "getPurchaseOrdersStatus">;

/**
 * Reads one page from Amazon and stores it with the run's counts and, on the last page of a window, the moved cursor,
 * in one transaction. The cursor is never ahead of the data, and a replayed page changes nothing but the counts.
 */
export async function readPage(
  ctx: Ctx,
  api: OrdersApi,
  request: PageRequest,
): Promise<{ nextToken: string | null }> {
  requireAction(ctx, "order.sync");
  requireNoTransaction();
  const range = { from: new Date(request.window.from), to: new Date(request.window.to) };
  if (request.flow === "orders") {
    const page = await api.getPurchaseOrders({ [request.window.by]: range, nextToken: request.token });
    return store(ctx, request, page, (tx, source) => storeOrders(tx, source, page.records));
  }
  const by = request.window.by === "changed" ? "updated" : "created";
  const page = await api.getPurchaseOrdersStatus({ [by]: range, nextToken: request.token });
  return store(ctx, request, page, (tx, source) => storeStatuses(tx, source, page.records));
}

type PageFrame = { nextToken: string | null; unreadable: Parameters<typeof storeUnreadable>[2] };

function store(
  ctx: Ctx,
  request: PageRequest,
  page: PageFrame,
  write: (tx: Tx, source: OrderSource) => Promise<StoredCounts>,
): Promise<{ nextToken: string | null }> {
  return transact(ctx, async (tx) => {
    const source = await findSource(tx, ctx, request.connectionId);
    const counts = await write(tx, source);
    const operation = request.flow === "orders" ? "getPurchaseOrders" : "getPurchaseOrdersStatus";
    const quarantined = await storeUnreadable(
      tx,
      { ...source, operation, at: source.seenAt },
      page.unreadable,
    );
    const isLast = page.nextToken === null;
    await countPage(tx, ctx, request, { ...counts, quarantined, isLast });
    if (isLast) await moveCursor(tx, ctx, request);
    return { nextToken: page.nextToken };
  });
}

async function countPage(
  tx: Tx,
  ctx: Ctx,
  request: PageRequest,
  page: StoredCounts & { quarantined: number; isLast: boolean },
): Promise<void> {
  await tx
    .update(syncRun)
    .set({
      pages: sql`${syncRun.pages} + 1`,
      seen: sql`${syncRun.seen} + ${page.seen}`,
      inserted: sql`${syncRun.inserted} + ${page.inserted}`,
      changed: sql`${syncRun.changed} + ${page.changed}`,
      quarantined: sql`${syncRun.quarantined} + ${page.quarantined}`,
      stepsDone: page.isLast ? sql`${syncRun.stepsDone} + 1` : sql`${syncRun.stepsDone}`,
    })
    .where(and(eq(syncRun.tenantId, ctx.tenantId), eq(syncRun.id, request.runId)));
}

async function moveCursor(tx: Tx, ctx: Ctx, request: PageRequest): Promise<void> {
  const to = sql`${request.window.movesTo}::timestamptz`;
  const moves =
    request.kind === "backfill"
      ? { backfillCursor: sql`least(${syncFlow.backfillCursor}, ${to})` }
      : request.window.by === "created"
        ? { createdCursor: sql`greatest(${syncFlow.createdCursor}, ${to})` }
        : { changedCursor: sql`greatest(${syncFlow.changedCursor}, ${to})` };
  await tx
    .update(syncFlow)
    .set(moves)
    .where(
      and(
        eq(syncFlow.tenantId, ctx.tenantId),
        eq(syncFlow.connectionId, request.connectionId),
        eq(syncFlow.flow, request.flow),
      ),
    );
}
