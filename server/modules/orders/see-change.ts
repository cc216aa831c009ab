import { and, eq } from "drizzle-orm";
import { order } from "@/db/schema/orders";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { AppError, notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { recountDays } from "./recount-days";
import { settleOrderWork } from "./settle-order-work";
import { lockOrders } from "./store-orders";

/**
 * A person has seen what Amazon changed after the confirmation: the order is confirmed work again.
 * CONFLICT when Amazon has changed it once more since the version that was looked at; a repeat changes nothing.
 */
export async function seeChange(
  ctx: Ctx,
  input: { order: Id<"order">; version: number },
): Promise<{ status: string }> {
  requireAction(ctx, "order.see-change");
  return transact(ctx, async (tx) => {
    const here = and(eq(order.tenantId, ctx.tenantId), eq(order.id, input.order));
    const [found] = await tx.select().from(order).where(here);
    if (!found) throw notFound("order");
    await lockOrders(tx, found);
    const seen = await tx
      .update(order)
      .set({ status: "confirmed" })
      .where(and(here, eq(order.version, input.version), eq(order.status, "changed")))
      .returning({ id: order.id });
    if (seen.length === 0) {
      if (found.version !== input.version)
        throw new AppError("CONFLICT", "order changed", { reason: "order-version" });
      return { status: found.status };
    }
    await settleOrderWork(tx, ctx.tenantId, [found.id], ctx.clock.now());
    await recountDays(tx, ctx.tenantId, found.connectionId, [found.orderedOn]);
    await recordAudit(tx, ctx, {
      action: "order.see-change",
      subjectKind: "order",
      subjectId: found.id,
      before: { status: "changed", version: input.version },
      after: { status: "confirmed" },
    });
    return { status: "confirmed" };
  });
}
