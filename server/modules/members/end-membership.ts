import { and, eq } from "drizzle-orm";
import { member } from "@/db/schema/tenants";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { requireStepUp } from "@/server/access/step-up";
import { queueMail } from "@/server/emails/queue-mail";
import { recordAudit } from "@/server/modules/audit/record-audit";
import type { Id } from "@/server/platform/ids";
import { lockMember, lockOwners, type Member } from "./read-standing";
import { requireChange } from "./refuse-change";

/**
 * Takes a member's place away inside the caller's transaction; a mail tells whoever did not go by themself. FORBIDDEN when
 * another than an owner ends an owner's place, PRECONDITION for the last owner's and without a fresh second factor for
 * any owner's, NOT_FOUND for a foreign member.
 * @returns who has gone
 */
export async function endMembership(
  tx: Tx,
  ctx: Ctx,
  ended: { memberId: Id<"member">; action: "member.removed" | "member.left" },
): Promise<Member> {
  const standing = await lockOwners(tx, ctx);
  const target = await lockMember(tx, ctx, ended.memberId);
  requireChange({ ...standing, from: target.role, to: null }, { kind: "member", id: target.id });
  if (target.role === "owner") requireStepUp(ctx);
  await tx.delete(member).where(and(eq(member.tenantId, ctx.tenantId), eq(member.id, target.id)));
  await recordAudit(tx, ctx, {
    action: ended.action,
    subjectKind: "member",
    subjectId: target.id,
    before: { role: target.role, name: target.name, email: target.email, userId: target.userId },
  });
  if (ended.action === "member.removed") {
    await queueMail(tx, ctx, {
      template: "member-removed",
      cause: `member-removed:${target.id}`,
      facts: { person: ctx.actor.name },
      readers: [target],
    });
  }
  return target;
}
