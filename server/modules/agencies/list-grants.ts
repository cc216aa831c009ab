import { and, desc, eq, gte, sql } from "drizzle-orm";
import { agencyGrant, agencyVisit } from "@/db/schema/agencies";
import { tenant } from "@/db/schema/tenants";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { asId } from "@/server/platform/ids";
import { localDay } from "@/server/platform/zoned-time";
import { stateOfGrant } from "./rules";

const monthMs = 30 * 86_400_000;
const grantsShown = 500;

/** Every grant that was ever given, the living ones first: its terms, how it stands, and who came last by it. */
export async function listGrants(ctx: Ctx) {
  requireAction(ctx, "agency.view");
  const now = ctx.clock.now();
  return transact(ctx, async (tx) => {
    const [own] = await tx.select({ zone: tenant.zone }).from(tenant).where(eq(tenant.id, ctx.tenantId));
    const rows = await tx
      .select()
      .from(agencyGrant)
      .where(eq(agencyGrant.tenantId, ctx.tenantId))
      .orderBy(
        sql`${agencyGrant.revokedAt} desc nulls first`,
        desc(agencyGrant.createdAt),
        desc(agencyGrant.id),
      )
      .limit(grantsShown);
    const visits = await tx
      .select({
        grantId: agencyVisit.grantId,
        people: sql<number>`count(distinct ${agencyVisit.userId})::int`,
        lastSeenAt: sql<Date>`max(${agencyVisit.lastSeenAt})`.mapWith(agencyVisit.lastSeenAt),
        lastName: sql<string>`(array_agg(${agencyVisit.name} order by ${agencyVisit.lastSeenAt} desc))[1]`,
      })
      .from(agencyVisit)
      .where(
        and(
          eq(agencyVisit.tenantId, ctx.tenantId),
          gte(agencyVisit.lastSeenAt, new Date(now.getTime() - monthMs)),
        ),
      )
      .groupBy(agencyVisit.grantId);
    return rows.map((row) => ({
      ...row,
      connectionIds: row.connectionIds?.map((id) => asId<"connection">(id)) ?? null,
      state: stateOfGrant(row, now),
      /** its last day where the tenant is */
      endsOn: row.endsAt && localDay(new Date(row.endsAt.getTime() - 1), own?.zone ?? "UTC"),
      /** of the last 30 days */
      visits: visits.find((one) => one.grantId === row.id) ?? null,
    }));
  });
}
