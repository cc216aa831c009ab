import { type Ctx, requireAction, transact } from "@/server/access/context";
import type { Id } from "@/server/platform/ids";
import { requireMailsLeft } from "./invite-member";
import { lockInvitation } from "./lock-invitation";
import { offerPlace } from "./offer-place";
import { lockOwners } from "./read-standing";
import { requireChange } from "./refuse-change";

/** Mails a standing invitation anew, with another link and 7 more days; the earlier link works no more. */
export async function resendInvitation(
  ctx: Ctx,
  { invitationId, locale }: { invitationId: Id<"invitation">; locale: "en" | "zh-CN" },
): Promise<void> {
  requireAction(ctx, "member.manage");
  await transact(ctx, async (tx) => {
    const standing = await lockOwners(tx, ctx);
    const { email, role } = await lockInvitation(tx, ctx, invitationId);
    requireChange({ ...standing, from: null, to: role }, { kind: "invitation", id: invitationId });
    await requireMailsLeft(tx, ctx, 1);
    await offerPlace(tx, ctx, { email, role, locale, byOwner: standing.byOwner });
  });
}
