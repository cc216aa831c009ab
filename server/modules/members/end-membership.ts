import { and, eq } from "drizzle-orm";
import { member } from "@/db/schema/tenants";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import type { Id } from "@/server/platform/ids";
import { judgeMemberChange, type MemberRefusal } from "./member-rules";
import { lockMember, lockOwners, type Member } from "./read-standing";
import { recordRefusal } from "./refuse-change";

/** Takes a member's place away inside the caller's transaction. @returns who has gone, or why they may not */
export async function endMembership(
  tx: Tx,
  ctx: Ctx,
  ended: { memberId: Id<"member">; action: "member.removed" | "member.left" },
): Promise<{ ended: Member; refusal: null } | { refusal: MemberRefusal }> {
  const standing = await lockOwners(tx, ctx);
  const target = await lockMember(tx, ctx, ended.memberId);
  const subject = { subjectKind: "member", subjectId: target.id } as const;
  const refusal = judgeMemberChange({ ...standing, from: target.role, to: null });
  if (refusal) {
    await recordRefusal(tx, ctx, { refusal, subject });
    return { refusal };
  }
  await tx.delete(member).where(and(eq(member.tenantId, ctx.tenantId), eq(member.id, target.id)));
  await recordAudit(tx, ctx, {
    action: ended.action,
    ...subject,
    before: { role: target.role, name: target.name, email: target.email, userId: target.userId },
  });
  return { ended: target, refusal: null };
}
