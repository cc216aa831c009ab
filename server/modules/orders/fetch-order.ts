import { and, eq } from "drizzle-orm";
import { connection } from "@/db/schema/connections";
import { order } from "@/db/schema/orders";
import { type Ctx, requireAction, requireNoTransaction, transact } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { acornFor } from "@/server/modules/connections/acorn-for-connection";
import { findSource } from "@/server/modules/syncs/find-source";
import { AppError, invariant, notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { storeOrders } from "./store-orders";
import { storeStatuses } from "./store-statuses";

/**
 * Reads one PO and its status from Amazon now. NOT_FOUND with reason "po" when Amazon has none of that number for this
 * account; PRECONDITION when the connection may not be read. A repeat stores nothing new.
 */
export async function fetchOrder(
  ctx: Ctx,
  input: { connection: Id<"connection">; number: string },
): Promise<{ id: Id<"order">; outcome: "inserted" | "changed" | "unchanged" }> {
  requireAction(ctx, "order.fetch");
  requireNoTransaction();
  await requireActive(ctx, input.connection);
  const acorn = await acornFor(ctx, input.connection);
  try {
    const found = await acorn.client.getPurchaseOrder(input.number);
    const statuses = await acorn.client.getPurchaseOrdersStatus({ number: input.number });
    return await transact(ctx, async (tx) => {
      const source = await findSource(tx, ctx, input.connection);
      const counts = await storeOrders(tx, source, [found]);
      await storeStatuses(tx, source, statuses.records);
      const [row] = await tx
        .select({ id: order.id })
        .from(order)
        .where(
          and(
            eq(order.tenantId, ctx.tenantId),
            eq(order.connectionId, input.connection),
            eq(order.number, found.value.number),
          ),
        );
      invariant(row, "a fetched order was not stored");
      await recordAudit(tx, ctx, {
        action: "order.fetch",
        subjectKind: "order",
        subjectId: row.id,
        after: { number: found.value.number, ...counts },
      });
      const outcome = counts.inserted > 0 ? "inserted" : counts.changed > 0 ? "changed" : "unchanged";
      return { id: row.id, outcome };
    });
  } finally {
    await acorn.flush();
  }
}

async function requireActive(ctx: Ctx, id: Id<"connection">): Promise<void> {
  const [found] = await transact(ctx, (tx) =>
    tx
      .select({ state: connection.state })
      .from(connection)
      .where(and(eq(connection.tenantId, ctx.tenantId), eq(connection.id, id))),
  );
  if (!found) throw notFound("connection");
  if (found.state !== "active")
    throw new AppError("PRECONDITION", "connection is not active", { reason: found.state });
}
