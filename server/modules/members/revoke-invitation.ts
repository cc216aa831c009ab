import { and, eq } from "drizzle-orm";
import { invitation } from "@/db/schema/tenants";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import type { Id } from "@/server/platform/ids";
import { lockInvitation } from "./lock-invitation";
import { isStanding, withdrawMail } from "./offer-place";
import { lockOwners } from "./read-standing";
import { requireChange } from "./refuse-change";

/** Takes an offer back at once: its link works no more, and its mail, if it has not left, never leaves. */
export async function revokeInvitation(
  ctx: Ctx,
  { invitationId }: { invitationId: Id<"invitation"> },
): Promise<void> {
  requireAction(ctx, "member.manage");
  await transact(ctx, async (tx) => {
    const standing = await lockOwners(tx, ctx);
    const { email, role } = await lockInvitation(tx, ctx, invitationId);
    requireChange({ ...standing, from: null, to: role }, { kind: "invitation", id: invitationId });
    await tx
      .update(invitation)
      .set({ revokedAt: ctx.clock.now() })
      .where(and(eq(invitation.tenantId, ctx.tenantId), eq(invitation.id, invitationId), isStanding));
    await withdrawMail(tx, ctx, invitationId);
    await recordAudit(tx, ctx, {
      action: "member.invitation-revoked",
      subjectKind: "invitation",
      subjectId: invitationId,
      before: { email, role },
    });
  });
}
