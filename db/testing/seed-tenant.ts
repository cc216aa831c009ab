import { type Id, newId } from "@/server/platform/ids";
import * as connections from "../schema/connections";
import * as tenants from "../schema/tenants";
import { inTenant } from "../tenant";

export type TestTenant = {
  tenantId: Id<"tenant">;
  ownerId: Id<"user">;
  ownerMemberId: Id<"member">;
  connectionId: Id<"connection">;
};

/** A tenant with an owner and one connection, enough to hang documents on. */
export async function seedTenant(name = "Tenant"): Promise<TestTenant> {
  const made = {
    tenantId: newId("tenant"),
    ownerId: newId("user"),
    ownerMemberId: newId("member"),
    connectionId: newId("connection"),
  };
  const { tenantId, connectionId } = made;
  await inTenant(tenantId, async (tx) => {
    await tx.insert(tenants.tenant).values({ id: tenantId, name, hue: 1, zone: "Europe/London" });
    await tx.insert(tenants.member).values({
      tenantId,
      id: made.ownerMemberId,
      userId: made.ownerId,
      role: "owner",
      name: `${name} owner`,
      email: `${made.ownerId}@example.test`,
    });
    await tx.insert(connections.connection).values({
      tenantId,
      id: connectionId,
      environment: "production",
      country: "US",
      region: "na",
      sellingPartnerId: `amzn1.vg.${connectionId}`,
      label: "US",
      authorisation: "self",
      state: "active",
      authorisedAt: new Date(),
      sealedRefreshToken: "unset",
    });
    const due = new Date(0);
    await tx.insert(connections.syncFlow).values(
      connections.flows.map((flow) => ({
        tenantId,
        connectionId,
        flow,
        everyMinutes: 15,
        nextDueAt: due,
        nextSweepAt: due,
      })),
    );
  });
  return made;
}
