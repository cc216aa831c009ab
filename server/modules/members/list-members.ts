import { asc, eq, sql } from "drizzle-orm";
import { member } from "@/db/schema/tenants";
import { type Ctx, can, requireAction, transact } from "@/server/access/context";
import { memberRoles } from "./member-rules";

/** Everybody with a place in the tenant, the widest role first, and what the reader may do with them. */
export async function listMembers(ctx: Ctx) {
  requireAction(ctx, "member.view");
  const rank = sql`array_position(${`{${memberRoles.join(",")}}`}::text[], ${member.role})`;
  const rows = await transact(ctx, (tx) =>
    tx
      .select({
        id: member.id,
        name: member.name,
        email: member.email,
        role: member.role,
        since: member.createdAt,
      })
      .from(member)
      .where(eq(member.tenantId, ctx.tenantId))
      .orderBy(rank, asc(sql`lower(${member.name})`), asc(member.id)),
  );
  const { actor } = ctx;
  return {
    members: rows,
    /** null for staff of an agency */
    me: actor.kind === "member" ? actor.memberId : null,
    mayManage: can(ctx, "member.manage"),
    isOwner: actor.kind === "member" && actor.role === "owner",
  };
}
