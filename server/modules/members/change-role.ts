import { and, eq } from "drizzle-orm";
import { member, type Role } from "@/db/schema/tenants";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { requireStepUp } from "@/server/access/step-up";
import { queueMail } from "@/server/emails/queue-mail";
import { recordAudit } from "@/server/modules/audit/record-audit";
import type { Id } from "@/server/platform/ids";
import { lockMember, lockOwners } from "./read-standing";
import { requireChange } from "./refuse-change";

/**
 * Gives a member another role, which holds from their very next request on; a mail tells them. FORBIDDEN when an owner
 * is made or unmade by anybody else, PRECONDITION for the last owner, also when two owners unmake each other at once, and
 * without a fresh second factor where an owner is made or unmade. A repeat changes nothing.
 * @returns the role they had, for taking it back
 */
export async function changeRole(
  ctx: Ctx,
  { memberId, role }: { memberId: Id<"member">; role: Role },
): Promise<{ before: Role }> {
  requireAction(ctx, "member.manage");
  if (role === "owner") requireStepUp(ctx);
  return transact(ctx, async (tx) => {
    const standing = await lockOwners(tx, ctx);
    const target = await lockMember(tx, ctx, memberId);
    requireChange({ ...standing, from: target.role, to: role }, { kind: "member", id: memberId });
    if (target.role === "owner" && role !== "owner") requireStepUp(ctx);
    if (target.role !== role) {
      await tx
        .update(member)
        .set({ role })
        .where(and(eq(member.tenantId, ctx.tenantId), eq(member.id, memberId)));
      await recordAudit(tx, ctx, {
        action: "member.role-changed",
        subjectKind: "member",
        subjectId: memberId,
        before: { role: target.role, name: target.name, email: target.email },
        after: { role },
      });
      await queueMail(tx, ctx, {
        template: "role-changed",
        cause: `role-changed:${memberId}:${role}:${ctx.clock.now().getTime()}`,
        facts: { person: ctx.actor.name, before: target.role, role },
        readers: [target],
      });
    }
    return { before: target.role };
  });
}
