import { and, eq } from "drizzle-orm";
import { member } from "@/db/schema/tenants";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { AppError, notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";

/**
 * Takes a person's place in this tenant away, in the caller's transaction: their next request finds no door.
 * NOT_FOUND for a member of another tenant, PRECONDITION for the last owner and for oneself.
 */
export async function endMembership(tx: Tx, ctx: Ctx, memberId: Id<"member">) {
  const rows = await tx
    .select()
    .from(member)
    .where(eq(member.tenantId, ctx.tenantId))
    .orderBy(member.id)
    .for("update");
  const leaving = rows.find((row) => row.id === memberId);
  if (!leaving) throw notFound("member");
  if (ctx.actor.kind === "member" && ctx.actor.userId === leaving.userId) {
    throw new AppError("PRECONDITION", "oneself", { reason: "oneself" });
  }
  if (leaving.role === "owner") refuseOwner(ctx, rows.filter((row) => row.role === "owner").length);
  await tx.delete(member).where(and(eq(member.tenantId, ctx.tenantId), eq(member.id, memberId)));
  await recordAudit(tx, ctx, {
    action: "member.manage",
    subjectKind: "member",
    subjectId: memberId,
    before: { role: leaving.role, name: leaving.name, email: leaving.email },
    after: { removed: true },
  });
  return leaving;
}

/** An owner leaves by an owner's hand only, and never as the last one. */
function refuseOwner(ctx: Ctx, owners: number): void {
  if (owners === 1) throw new AppError("PRECONDITION", "the last owner", { reason: "last-owner" });
  if (ctx.actor.kind === "member" && ctx.actor.role !== "owner") {
    throw new AppError("PRECONDITION", "only an owner removes an owner", { reason: "owner" });
  }
}
