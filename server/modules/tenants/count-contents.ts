import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { agencyGrant } from "@/db/schema/agencies";
import { connection } from "@/db/schema/connections";
import { orderRollup } from "@/db/schema/orders";
import { member } from "@/db/schema/tenants";
import { type Ctx, requireAction, transact } from "@/server/access/context";

/** How much a deletion would take away: what an owner reads before asking for it. */
export function countContents(ctx: Ctx) {
  requireAction(ctx, "tenant.delete");
  return transact(ctx, async (tx) => {
    const mine = ctx.tenantId;
    // the roll-up counts each order once, and answers however many there are
    const [orders] = await tx
      .select({ count: sql<number>`coalesce(sum(${orderRollup.orders}), 0)::int` })
      .from(orderRollup)
      .where(eq(orderRollup.tenantId, mine));
    return {
      orders: orders?.count ?? 0,
      connections: await tx.$count(
        connection,
        and(eq(connection.tenantId, mine), ne(connection.state, "removed")),
      ),
      members: await tx.$count(member, eq(member.tenantId, mine)),
      agencies: await tx.$count(
        agencyGrant,
        and(eq(agencyGrant.tenantId, mine), isNull(agencyGrant.revokedAt)),
      ),
    };
  });
}
