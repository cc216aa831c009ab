import { agencyGrant, type GrantRole } from "@/db/schema/agencies";
import { tenant } from "@/db/schema/tenants";
import { type Id, newId } from "@/server/platform/ids";
import { inTenant } from "../tenant";
import { seedMember, seedPerson } from "./seed-person";

export type TestAgency = { tenantId: Id<"tenant">; name: string; staffId: Id<"user"> };

/** An agency's workspace with one of its staff. */
export async function seedAgency(name = "Agency"): Promise<TestAgency> {
  const tenantId = newId("tenant");
  await inTenant(tenantId, (tx) =>
    tx.insert(tenant).values({ id: tenantId, kind: "agency", name, hue: 6, zone: "UTC" }),
  );
  const staffId = await seedPerson();
  await seedMember(tenantId, staffId, "owner");
  return { tenantId, name, staffId };
}

type Terms = { role?: GrantRole; connectionIds?: Id<"connection">[] | null; endsAt?: Date | null };

/** A tenant's grant to an agency: for all connections and without an end, unless the terms say otherwise. */
export async function seedGrant(
  tenantId: Id<"tenant">,
  agency: Pick<TestAgency, "tenantId" | "name">,
  { role = "manager", connectionIds = null, endsAt = null }: Terms = {},
): Promise<Id<"grant">> {
  const id = newId("grant");
  await inTenant(tenantId, (tx) =>
    tx.insert(agencyGrant).values({
      tenantId,
      id,
      agencyId: agency.tenantId,
      agencyName: agency.name,
      role,
      connectionIds,
      endsAt,
      grantedByName: "Owner",
      createdAt: new Date(),
    }),
  );
  return id;
}
