import { and, eq, inArray } from "drizzle-orm";
import { member, roles } from "@/db/schema/tenants";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { type Action, isAllowed } from "@/server/access/permissions";
import type { Reader } from "@/server/emails/queue-mail";

/** The members who can do something about it: those whose role allows the action. */
export async function listMailReaders(tx: Tx, ctx: Ctx, action: Action): Promise<Reader[]> {
  const able = roles.filter((role) => isAllowed(role, action));
  return tx
    .select({ userId: member.userId, email: member.email })
    .from(member)
    .where(and(eq(member.tenantId, ctx.tenantId), inArray(member.role, able)));
}
