import { and, eq } from "drizzle-orm";
import { order } from "@/db/schema/orders";
import type { Tx } from "@/db/tenant";
import type { SubmissionState } from "@/db/words";
import type { Ctx } from "@/server/access/context";
import type { Id } from "@/server/platform/ids";
import { recountDays } from "./recount-days";
import { statusAfterAnswer } from "./rules";
import { settleOrderWork } from "./settle-order-work";

/**
 * Writes where the last answer to a PO stands, and with it the status of the PO, its work and its day. The caller holds
 * the orders of the account (`lockOrders`) since before the answer moved. A repeat changes nothing.
 */
export async function markAnswer(
  tx: Tx,
  ctx: Ctx,
  { orderId, answer, stands }: { orderId: Id<"order">; answer: SubmissionState | null; stands: boolean },
): Promise<void> {
  const here = and(eq(order.tenantId, ctx.tenantId), eq(order.id, orderId));
  const [found] = await tx.select().from(order).where(here);
  if (!found || found.answer === answer) return;
  const status = statusAfterAnswer(found.status, answer, stands);
  const nextDueAt = status === "to-confirm" ? found.confirmDueAt : null;
  await tx.update(order).set({ answer, status, nextDueAt }).where(here);
  await settleOrderWork(tx, ctx.tenantId, [orderId], ctx.clock.now());
  if (status !== found.status) await recountDays(tx, ctx.tenantId, found.connectionId, [found.orderedOn]);
}
