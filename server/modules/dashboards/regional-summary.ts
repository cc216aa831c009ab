import { and, eq, sql } from "drizzle-orm";
import { connection } from "@/db/schema/connections";
import { orderRollup } from "@/db/schema/orders";
import { type Ctx, requireAction, transact } from "@/server/access/context";

/** Purchase orders per market and status, production only, from the roll-up; all time. */
export async function regionalSummary(ctx: Ctx) {
  requireAction(ctx, "order.view");
  return transact(ctx, async (tx) => {
    const count = (status: string) =>
      sql<number>`coalesce(sum(${orderRollup.orders}) filter (where ${orderRollup.status} = ${status}), 0)::int`;
    return tx
      .select({
        country: connection.country,
        region: connection.region,
        toConfirm: count("to-confirm"),
        answered: count("answered"),
        confirmed: count("confirmed"),
        changed: count("changed"),
        closed: count("closed"),
        cancelled: count("cancelled"),
      })
      .from(connection)
      .leftJoin(
        orderRollup,
        and(eq(orderRollup.tenantId, connection.tenantId), eq(orderRollup.connectionId, connection.id)),
      )
      .where(and(eq(connection.tenantId, ctx.tenantId), eq(connection.environment, "production")))
      .groupBy(connection.country, connection.region)
      .orderBy(sql`array_position(array['na','eu','fe'], ${connection.region})`, connection.country);
  });
}
