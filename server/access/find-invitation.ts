import { findInvitationByHash, type InvitationFacts } from "@/db/invitation-door";
import { type InvitationState, invitationState } from "@/server/modules/members/member-rules";
import { sha256 } from "@/server/platform/crypto";

export type FoundInvitation = InvitationFacts & { state: InvitationState };

/** The invitation behind a link, in whatever state it is; null for an unknown token and for a replaced one. */
export async function findInvitation(token: string, now: Date): Promise<FoundInvitation | null> {
  if (token.length > 100) return null;
  const found = await findInvitationByHash(sha256(token));
  return found && { ...found, state: invitationState(found, now) };
}
