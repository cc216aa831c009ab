import { and, eq, gt, isNull, or } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { agencyGrant } from "@/db/schema/agencies";
import { member, tenant } from "@/db/schema/tenants";
import { asPerson, type Tx } from "@/db/tenant";
import { asId, type Id } from "@/server/platform/ids";
import type { Actor } from "./context";
import type { Person } from "./session";

type PersonActor = Exclude<Actor, { kind: "job" }>;

/** The agency's own workspace: one that is suspended or about to be deleted opens nobody's door. */
export const agencyTenant = alias(tenant, "agency");

/** Grants that open a door at this instant; joined with the tenant granted and `agencyTenant`. */
export const isLiveGrant = (now: Date) =>
  and(
    isNull(agencyGrant.revokedAt),
    or(isNull(agencyGrant.endsAt), gt(agencyGrant.endsAt, now)),
    isNull(tenant.suspendedAt),
    isNull(agencyTenant.suspendedAt),
    isNull(agencyTenant.deletionDueAt),
  );

/**
 * As whom a person may enter a tenant now: as its member, else as staff of an agency that it has granted access.
 * @returns null for a foreign, unknown or suspended tenant, and for an ended or revoked grant.
 */
export async function findActor(
  person: Pick<Person, "id" | "name" | "email">,
  tenantId: Id<"tenant">,
  now: Date,
): Promise<PersonActor | null> {
  return asPerson(person.id, async (tx) => {
    const [row] = await tx
      .select({ memberId: member.id, role: member.role, name: member.name, email: member.email })
      .from(member)
      .innerJoin(tenant, eq(tenant.id, member.tenantId))
      .where(and(eq(member.tenantId, tenantId), eq(member.userId, person.id), isNull(tenant.suspendedAt)));
    if (row) return { kind: "member", userId: person.id, ...row };
    return findStaff(tx, person, { tenantId, now });
  });
}

async function findStaff(
  tx: Tx,
  person: Pick<Person, "id">,
  { tenantId, now }: { tenantId: Id<"tenant">; now: Date },
): Promise<PersonActor | null> {
  const [row] = await tx
    .select({
      agencyId: agencyGrant.agencyId,
      agencyName: agencyGrant.agencyName,
      grantId: agencyGrant.id,
      role: agencyGrant.role,
      connectionIds: agencyGrant.connectionIds,
      name: member.name,
      email: member.email,
    })
    .from(agencyGrant)
    .innerJoin(tenant, eq(tenant.id, agencyGrant.tenantId))
    .innerJoin(agencyTenant, eq(agencyTenant.id, agencyGrant.agencyId))
    .innerJoin(member, and(eq(member.tenantId, agencyGrant.agencyId), eq(member.userId, person.id)))
    .where(and(eq(agencyGrant.tenantId, tenantId), isLiveGrant(now)))
    .orderBy(agencyGrant.createdAt, agencyGrant.id)
    .limit(1);
  if (!row) return null;
  const connectionIds = row.connectionIds?.map((id) => asId<"connection">(id)) ?? null;
  return { kind: "agency", userId: person.id, ...row, connectionIds };
}
