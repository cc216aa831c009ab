import { and, asc, eq, isNull } from "drizzle-orm";
import { member, type Role, tenant } from "@/db/schema/tenants";
import { asPerson } from "@/db/tenant";
import { type Id, publicId } from "@/server/platform/ids";

export type TenantChoice = { id: Id<"tenant">; publicId: string; name: string; hue: number; role: Role };

/** The tenants a person may enter, the one joined first in front; suspended ones are left out. */
export async function listTenants(userId: Id<"user">): Promise<TenantChoice[]> {
  const rows = await asPerson(userId, (tx) =>
    tx
      .select({ id: tenant.id, name: tenant.name, hue: tenant.hue, role: member.role })
      .from(member)
      .innerJoin(tenant, eq(tenant.id, member.tenantId))
      .where(and(eq(member.userId, userId), isNull(tenant.suspendedAt)))
      .orderBy(asc(member.createdAt), asc(tenant.id)),
  );
  return rows.map((row) => ({ ...row, publicId: publicId("tenant", row.id) }));
}
