import { and, eq } from "drizzle-orm";
import { member } from "@/db/schema/tenants";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";

export type Standing = { owners: number; byOwner: boolean };
export type Member = Pick<typeof member.$inferSelect, "id" | "userId" | "role" | "name" | "email">;

/**
 * Who owns the tenant now, held until the transaction ends: of two that unmake an owner, the second waits and then sees
 * what the first has left. `byOwner` is read here too, so that an owner who was just unmade acts as one no more.
 */
export async function lockOwners(tx: Tx, ctx: Ctx): Promise<Standing> {
  const rows = await tx
    .select({ id: member.id })
    .from(member)
    .where(and(eq(member.tenantId, ctx.tenantId), eq(member.role, "owner")))
    .orderBy(member.id)
    .for("update");
  const { actor } = ctx;
  const byOwner = actor.kind === "member" && rows.some((row) => row.id === actor.memberId);
  return { owners: rows.length, byOwner };
}

/** One member, held until the transaction ends; NOT_FOUND for a foreign and an unknown one. */
export async function lockMember(tx: Tx, ctx: Ctx, memberId: Id<"member">): Promise<Member> {
  const [row] = await tx
    .select({
      id: member.id,
      userId: member.userId,
      role: member.role,
      name: member.name,
      email: member.email,
    })
    .from(member)
    .where(and(eq(member.tenantId, ctx.tenantId), eq(member.id, memberId)))
    .for("update");
  if (!row) throw notFound("member");
  return row;
}
