import { eq } from "drizzle-orm";
import { agencyGrant } from "@/db/schema/agencies";
import { member, type Role, roles, tenant } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { seedAgency, seedGrant, type TestAgency } from "@/db/testing/seed-agency";
import { seedMember, seedPerson, seedSession } from "@/db/testing/seed-person";
import { endSession } from "@/server/access/session";
import { openTenant, type Tenant } from "@/server/modules/connections/testing/connected-tenant";
import { type Id, newId, publicId } from "@/server/platform/ids";
import type { Filled } from "./fill-tenant";
import type { TwoTenants } from "./two-tenants";

/** A member in each role; the owner is the tenant's own. */
export async function seedPeople(own: Tenant): Promise<Record<Role, Id<"user">>> {
  const pairs: [Role, Id<"user">][] = [];
  for (const role of roles) {
    const userId = role === "owner" ? own.ownerId : await seedPerson();
    if (role !== "owner") await seedMember(own.tenantId, userId, role);
    pairs.push([role, userId]);
  }
  // one entry for each role
  return Object.fromEntries(pairs) as Record<Role, Id<"user">>;
}

export async function seedSessions(people: Record<Role, Id<"user">>): Promise<Record<Role, string>> {
  const pairs = await Promise.all(roles.map(async (role) => [role, await seedSession(people[role])]));
  // one entry for each role
  return Object.fromEntries(pairs) as Record<Role, string>;
}

/** Everybody who should be let in nowhere, and what each is told. */
export async function seedStrangers(own: Filled, foreign: Filled): Promise<TwoTenants["strangers"]> {
  const at = own.rows.tenant;
  const past = { expires: new Date(Date.now() - 1000) };
  const month = { createdAt: new Date(Date.now() - 31 * 86_400_000) };
  const left = await seedSession(own.ownerId);
  await endSession(left);
  const removed = await seedPerson();
  await seedMember(own.tenantId, removed, "owner");
  await inTenant(own.tenantId, (tx) => tx.delete(member).where(eq(member.userId, removed)));
  const suspended = await openTenant();
  await inTenant(suspended.tenantId, (tx) => tx.update(tenant).set({ suspendedAt: new Date() }));
  const unsigned = { tenant: at, code: "UNAUTHENTICATED" };
  const unknown = { code: "NOT_FOUND" };
  const suspendedAt = publicId("tenant", suspended.tenantId);
  return {
    anonymous: { token: null, ...unsigned },
    forged: { token: "forged", ...unsigned },
    expired: { token: await seedSession(own.ownerId, past), ...unsigned },
    "a month old": { token: await seedSession(own.ownerId, month), ...unsigned },
    "signed out": { token: left, ...unsigned },
    "removed member": { token: await seedSession(removed), tenant: at, ...unknown },
    "owner of another tenant": { token: await seedSession(foreign.ownerId), tenant: at, ...unknown },
    "owner asking for another tenant": {
      token: await seedSession(own.ownerId),
      tenant: foreign.rows.tenant,
      ...unknown,
    },
    "owner asking for no tenant": {
      token: await seedSession(own.ownerId),
      tenant: publicId("tenant", newId("tenant")),
      ...unknown,
    },
    "owner of a suspended tenant": {
      token: await seedSession(suspended.ownerId),
      tenant: suspendedAt,
      ...unknown,
    },
    ...(await seedFormerStaff(own)),
  };
}

/** Staff whose agency's door to the own tenant has shut, each with a session that lives on. */
async function seedFormerStaff({ tenantId, rows }: Filled): Promise<TwoTenants["strangers"]> {
  const now = new Date();
  const shut: Record<string, (agency: TestAgency) => Promise<unknown>> = {
    "staff by a grant that ended": (agency) =>
      seedGrant(tenantId, agency, { role: "admin", endsAt: new Date(now.getTime() - 1000) }),
    "staff by a revoked grant": async (agency) => {
      const id = await seedGrant(tenantId, agency, { role: "admin" });
      await inTenant(tenantId, (tx) =>
        tx.update(agencyGrant).set({ revokedAt: now }).where(eq(agencyGrant.id, id)),
      );
    },
    "staff who left the agency": async (agency) => {
      await seedGrant(tenantId, agency, { role: "admin" });
      await inTenant(agency.tenantId, (tx) => tx.delete(member));
    },
    "staff of a suspended agency": async (agency) => {
      await seedGrant(tenantId, agency, { role: "admin" });
      await inTenant(agency.tenantId, (tx) => tx.update(tenant).set({ suspendedAt: now }));
    },
  };
  const strangers: TwoTenants["strangers"] = {};
  for (const [name, shutDoor] of Object.entries(shut)) {
    const agency = await seedAgency(name);
    await shutDoor(agency);
    strangers[name] = { token: await seedSession(agency.staffId), tenant: rows.tenant, code: "NOT_FOUND" };
  }
  return strangers;
}

/** Staff whom the own tenant lets in: as admin to all, and as manager to one connection that holds none of its rows. */
export async function seedStaff({ tenantId }: Filled): Promise<TwoTenants["staff"]> {
  const [whole, limited] = [await seedAgency("Whole"), await seedAgency("Limited")];
  await seedGrant(tenantId, whole, { role: "admin" });
  await seedGrant(tenantId, limited, { role: "manager", connectionIds: [newId("connection")] });
  return [
    { name: "staff", role: "admin", isLimited: false, token: await seedSession(whole.staffId) },
    { name: "limited staff", role: "manager", isLimited: true, token: await seedSession(limited.staffId) },
  ];
}
