import { z } from "zod";
import { changeRole } from "@/server/modules/members/change-role";
import { inviteShape, mailLocaleShape, roleShape } from "@/server/modules/members/input";
import { inviteMember } from "@/server/modules/members/invite-member";
import { leaveTenant } from "@/server/modules/members/leave-tenant";
import { listInvitations } from "@/server/modules/members/list-invitations";
import { listMembers } from "@/server/modules/members/list-members";
import { removeMember } from "@/server/modules/members/remove-member";
import { resendInvitation } from "@/server/modules/members/resend-invitation";
import { revokeInvitation } from "@/server/modules/members/revoke-invitation";
import { publicId } from "@/server/platform/ids";
import { publicIdOf } from "./public-id";
import { allowed, router } from "./trpc";

const member = z.object({ member: publicIdOf("member") });
const invitation = z.object({ invitation: publicIdOf("invitation") });

export const membersRouter = router({
  list: allowed("member.view").query(async ({ ctx }) => {
    const { members, me, ...rest } = await listMembers(ctx.tenant);
    return {
      ...rest,
      me: me && publicId("member", me),
      members: members.map((row) => ({ ...row, id: publicId("member", row.id) })),
    };
  }),
  invitations: allowed("member.manage").query(async ({ ctx }) => {
    const rows = await listInvitations(ctx.tenant);
    return rows.map((row) => ({ ...row, id: publicId("invitation", row.id) }));
  }),
  invite: allowed("member.manage")
    .input(inviteShape)
    .mutation(({ ctx, input }) => inviteMember(ctx.tenant, input)),
  resend: allowed("member.manage")
    .input(invitation.extend({ locale: mailLocaleShape }))
    .mutation(({ ctx, input }) =>
      resendInvitation(ctx.tenant, { invitationId: input.invitation, locale: input.locale }),
    ),
  revoke: allowed("member.manage")
    .input(invitation)
    .mutation(({ ctx, input }) => revokeInvitation(ctx.tenant, { invitationId: input.invitation })),
  changeRole: allowed("member.manage")
    .input(member.extend({ role: roleShape }))
    .mutation(({ ctx, input }) => changeRole(ctx.tenant, { memberId: input.member, role: input.role })),
  remove: allowed("member.manage")
    .input(member)
    .mutation(({ ctx, input }) => removeMember(ctx.tenant, { memberId: input.member })),
  leave: allowed("member.view")
    .input(z.object({ typedWord: z.string().max(200) }))
    .mutation(({ ctx, input }) => leaveTenant(ctx.tenant, { typedWord: input.typedWord })),
});
