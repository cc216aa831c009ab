import { eq } from "drizzle-orm";
import { invitation, member, type Role, roles } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { newId } from "@/server/platform/ids";
import type { TwoTenants } from "./two-tenants";

/** Everybody has their place and role again, and the offer stands, whatever an earlier call has done. */
export async function restorePeople({ own, people }: TwoTenants): Promise<void> {
  const { tenantId, colleague, invitationId } = own;
  const places = [
    { id: colleague.memberId, userId: colleague.userId, role: "viewer" as Role },
    ...roles.map((role) => ({ id: newId("member"), userId: people[role], role })),
  ];
  await inTenant(tenantId, async (tx) => {
    for (const place of places) {
      await tx
        .insert(member)
        .values({ ...place, tenantId, name: "Own", email: `${place.userId}@example.test` })
        .onConflictDoUpdate({ target: [member.tenantId, member.userId], set: { role: place.role } });
    }
    await tx
      .update(invitation)
      .set({ acceptedAt: null, revokedAt: null })
      .where(eq(invitation.id, invitationId));
  });
}
