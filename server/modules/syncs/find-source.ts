import { and, eq } from "drizzle-orm";
import { connection } from "@/db/schema/connections";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { findCountry } from "@/server/acorn/regions";
import type { OrderSource } from "@/server/modules/orders/order-rows";
import { notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { localDay } from "@/server/platform/zoned-time";

/** The connection as the place its documents come from; days are those of its marketplace. */
export async function findSource(tx: Tx, ctx: Ctx, connectionId: Id<"connection">): Promise<OrderSource> {
  const [found] = await tx
    .select({ country: connection.country })
    .from(connection)
    .where(and(eq(connection.tenantId, ctx.tenantId), eq(connection.id, connectionId)));
  if (!found) throw notFound("connection");
  const zone = findCountry(found.country)?.timeZone ?? "UTC";
  return {
    tenantId: ctx.tenantId,
    connectionId,
    country: found.country,
    dayOf: (at) => localDay(at, zone),
    seenAt: ctx.clock.now(),
  };
}
