import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { agencyGrant } from "@/db/schema/agencies";
import { tenantVisit } from "@/db/schema/auth";
import { member, type Role, type TenantKind, tenant } from "@/db/schema/tenants";
import { asPerson } from "@/db/tenant";
import { asId, type Id, publicId } from "@/server/platform/ids";
import { agencyTenant, isLiveGrant } from "./find-actor";

export type TenantChoice = {
  id: Id<"tenant">;
  publicId: string;
  name: string;
  hue: number;
  kind: TenantKind;
  role: Role;
  /** the agency by whose grant one enters; null for a member */
  via: string | null;
  /** the grant's connections; null = all */
  connectionIds: readonly Id<"connection">[] | null;
  openedAt: Date | null;
  pinnedAt: Date | null;
};

/** "Client 2" before "Client 10"; the same in every language, so that a key of the switcher keeps its workspace */
const byName = new Intl.Collator("en", { numeric: true });

/**
 * The tenants a person may enter now, with the role they have there: their own, the one joined first in front, then those
 * that were granted to their agencies, by name. A member's own place comes before a grant. Suspended ones are left out.
 */
export async function listTenants(userId: Id<"user">, now = new Date()): Promise<TenantChoice[]> {
  const { own, granted } = await asPerson(userId, async (tx) => {
    const facts = { id: tenant.id, name: tenant.name, hue: tenant.hue, kind: tenant.kind };
    const own = await tx
      .select({ ...facts, role: member.role })
      .from(member)
      .innerJoin(tenant, eq(tenant.id, member.tenantId))
      .where(and(eq(member.userId, userId), isNull(tenant.suspendedAt)))
      .orderBy(asc(member.createdAt), asc(tenant.id));
    const granted = await tx
      .selectDistinctOn([agencyGrant.tenantId], {
        ...facts,
        role: agencyGrant.role,
        via: agencyTenant.name,
        connectionIds: sql<string[] | null>`${agencyGrant.connectionIds}`,
      })
      .from(agencyGrant)
      .innerJoin(tenant, eq(tenant.id, agencyGrant.tenantId))
      .innerJoin(agencyTenant, eq(agencyTenant.id, agencyGrant.agencyId))
      .innerJoin(member, and(eq(member.tenantId, agencyGrant.agencyId), eq(member.userId, userId)))
      .where(isLiveGrant(now))
      .orderBy(agencyGrant.tenantId, agencyGrant.createdAt, agencyGrant.id);
    return { own, granted };
  });
  const entered = new Set<string>(own.map((row) => row.id));
  const visits = await listVisits(userId);
  const places = [
    ...own.map((row) => ({ ...row, via: null, connectionIds: null })),
    ...granted.filter((row) => !entered.has(row.id)).sort((a, b) => byName.compare(a.name, b.name)),
  ];
  return places.map((row) => ({
    ...row,
    connectionIds: row.connectionIds?.map((id) => asId<"connection">(id)) ?? null,
    publicId: publicId("tenant", row.id),
    openedAt: visits.get(row.id)?.openedAt ?? null,
    pinnedAt: visits.get(row.id)?.pinnedAt ?? null,
  }));
}

async function listVisits(userId: Id<"user">) {
  const rows = await authDb().select().from(tenantVisit).where(eq(tenantVisit.userId, userId));
  return new Map(rows.map((row) => [row.tenantId, row]));
}
