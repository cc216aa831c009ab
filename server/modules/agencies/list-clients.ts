import { and, asc, eq, sql } from "drizzle-orm";
import { agencyGrant } from "@/db/schema/agencies";
import { tenant } from "@/db/schema/tenants";
import { asPerson } from "@/db/tenant";
import { type Ctx, requireAction } from "@/server/access/context";
import { agencyTenant, isLiveGrant } from "@/server/access/find-actor";

/**
 * The tenants that have granted access to the agency whose workspace this is. Read as its staff, because no workspace
 * sees the row of another; for a tenant that is no agency there are none.
 */
export async function listClients(ctx: Ctx) {
  requireAction(ctx, "tenant.view");
  const { actor } = ctx;
  if (actor.kind !== "member") return [];
  return asPerson(actor.userId, (tx) =>
    tx
      .select({
        id: tenant.id,
        name: tenant.name,
        hue: tenant.hue,
        role: agencyGrant.role,
        connections: sql<number | null>`cardinality(${agencyGrant.connectionIds})`,
        endsAt: agencyGrant.endsAt,
        since: agencyGrant.createdAt,
      })
      .from(agencyGrant)
      .innerJoin(tenant, eq(tenant.id, agencyGrant.tenantId))
      .innerJoin(agencyTenant, eq(agencyTenant.id, agencyGrant.agencyId))
      .where(and(eq(agencyGrant.agencyId, ctx.tenantId), isLiveGrant(ctx.clock.now())))
      .orderBy(asc(tenant.name), asc(tenant.id)),
  );
}
