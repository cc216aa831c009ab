import { and, eq, inArray } from "drizzle-orm";
import { member } from "@/db/schema/tenants";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import type { Reader } from "@/server/emails/queue-mail";

/** The owners and admins: they are told what becomes of the workspace, though only an owner can decide it. */
export function listTenantReaders(tx: Tx, ctx: Ctx): Promise<Reader[]> {
  return tx
    .select({ userId: member.userId, email: member.email })
    .from(member)
    .where(and(eq(member.tenantId, ctx.tenantId), inArray(member.role, ["owner", "admin"])));
}
