import { and, eq } from "drizzle-orm";
import { connection } from "@/db/schema/connections";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { loadOrderToAnswer } from "./load-order";

/**
 * What a form needs to answer one PO by the very rules that judge it: its lines with the answer that stands, and whether
 * an answer would leave (`live`), be kept (`shadow`) or be refused (a connection that is not active).
 */
export async function getAnswerSheet(ctx: Ctx, id: Id<"order">) {
  requireAction(ctx, "order.acknowledge");
  return transact(ctx, async (tx) => {
    const { row, orderedAt, isClosed, lines } = await loadOrderToAnswer(tx, ctx, id);
    const [account] = await tx
      .select({ state: connection.state, mode: connection.mode, environment: connection.environment })
      .from(connection)
      .where(and(eq(connection.tenantId, ctx.tenantId), eq(connection.id, row.connectionId)));
    if (!account) throw notFound("connection");
    return { version: row.version, orderedAt, isClosed, lines, account };
  });
}
