import { and, asc, desc, eq } from "drizzle-orm";
import { connection } from "@/db/schema/connections";
import { archive, order, orderChange, orderLine } from "@/db/schema/orders";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { getOriginal } from "@/server/modules/archive/store-originals";
import { notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";

/** An order with its lines and every change Amazon made after we had read it, newest first. */
export async function getOrder(ctx: Ctx, id: Id<"order">) {
  requireAction(ctx, "order.view");
  return transact(ctx, async (tx) => {
    const [found] = await tx
      .select({
        order,
        connection: {
          id: connection.id,
          label: connection.label,
          country: connection.country,
          region: connection.region,
          environment: connection.environment,
        },
        original: { size: archive.size, sha256: archive.sha256 },
      })
      .from(order)
      .innerJoin(
        connection,
        and(eq(connection.tenantId, order.tenantId), eq(connection.id, order.connectionId)),
      )
      .innerJoin(archive, and(eq(archive.tenantId, order.tenantId), eq(archive.id, order.archiveId)))
      .where(and(eq(order.tenantId, ctx.tenantId), eq(order.id, id)));
    if (!found) throw notFound("order");
    const lines = await tx
      .select()
      .from(orderLine)
      .where(and(eq(orderLine.tenantId, ctx.tenantId), eq(orderLine.orderId, id)))
      .orderBy(asc(orderLine.position));
    const changes = await tx
      .select()
      .from(orderChange)
      .where(and(eq(orderChange.tenantId, ctx.tenantId), eq(orderChange.orderId, id)))
      .orderBy(desc(orderChange.version));
    return {
      ...found.order,
      connection: found.connection,
      original: { size: found.original.size, sha256: found.original.sha256.toString("hex") },
      lines,
      changes,
    };
  });
}

/** The bytes of one version as Amazon sent them: the current one, or those before or after a change. */
export async function getOrderOriginal(
  ctx: Ctx,
  input: {
    order: Id<"order">;
    which: "order" | "status" | { change: Id<"change">; side: "before" | "after" };
  },
) {
  requireAction(ctx, "order.view");
  return transact(ctx, async (tx) => {
    const archiveId = await findArchiveId(tx, ctx, input);
    if (!archiveId) throw notFound("original");
    const bytes = await getOriginal(tx, ctx.tenantId, archiveId);
    const [row] = await tx
      .select({ sha256: archive.sha256, createdAt: archive.createdAt })
      .from(archive)
      .where(and(eq(archive.tenantId, ctx.tenantId), eq(archive.id, archiveId)));
    if (!row) throw notFound("original");
    return {
      text: bytes.toString("utf8"),
      size: bytes.byteLength,
      sha256: row.sha256.toString("hex"),
      readAt: row.createdAt,
    };
  });
}

async function findArchiveId(
  tx: Parameters<Parameters<typeof transact>[1]>[0],
  ctx: Ctx,
  input: Parameters<typeof getOrderOriginal>[1],
): Promise<Id<"archive"> | null> {
  if (typeof input.which === "string") {
    const [row] = await tx
      .select({ order: order.archiveId, status: order.statusArchiveId })
      .from(order)
      .where(and(eq(order.tenantId, ctx.tenantId), eq(order.id, input.order)));
    return row?.[input.which] ?? null;
  }
  const [row] = await tx
    .select({ before: orderChange.beforeArchiveId, after: orderChange.afterArchiveId })
    .from(orderChange)
    .where(
      and(
        eq(orderChange.tenantId, ctx.tenantId),
        eq(orderChange.orderId, input.order),
        eq(orderChange.id, input.which.change),
      ),
    );
  return row?.[input.which.side] ?? null;
}
