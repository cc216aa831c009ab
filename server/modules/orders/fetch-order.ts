import { and, eq } from "drizzle-orm";
import { order } from "@/db/schema/orders";
import { type Ctx, requireAction, requireNoTransaction, transact } from "@/server/access/context";
import type { AcornOrder, AcornOrderStatus, Original } from "@/server/acorn/order-types";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { withAcorn } from "@/server/modules/connections/acorn-for-connection";
import type { AcornSettings } from "@/server/modules/connections/acorn-settings";
import { findSource } from "@/server/modules/syncs/find-source";
import { invariant } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { storeOrders } from "./store-orders";
import { storeStatuses } from "./store-statuses";

export type Fetched = { id: Id<"order">; outcome: "inserted" | "changed" | "unchanged" };

/**
 * Reads one PO and its status from Amazon now. NOT_FOUND with reason "po" when Amazon has none of that number for this
 * account; the errors of `withAcorn` when the connection may not be read. A repeat stores nothing new.
 */
export async function fetchOrder(
  ctx: Ctx,
  input: { connection: Id<"connection">; number: string },
  settings?: AcornSettings,
): Promise<Fetched> {
  requireAction(ctx, "order.fetch");
  requireNoTransaction();
  return withAcorn(
    ctx,
    input.connection,
    async ({ client }) => {
      const found = await client.getPurchaseOrder(input.number);
      const statuses = await client.getPurchaseOrdersStatus({ number: input.number });
      return storeFetched(ctx, input.connection, found, statuses.records);
    },
    settings,
  );
}

function storeFetched(
  ctx: Ctx,
  connectionId: Id<"connection">,
  found: Original<AcornOrder>,
  statuses: readonly Original<AcornOrderStatus>[],
): Promise<Fetched> {
  return transact(ctx, async (tx) => {
    const source = await findSource(tx, ctx, connectionId);
    const counts = await storeOrders(tx, source, [found]);
    await storeStatuses(tx, source, statuses);
    const [row] = await tx
      .select({ id: order.id })
      .from(order)
      .where(
        and(
          eq(order.tenantId, ctx.tenantId),
          eq(order.connectionId, connectionId),
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
}
