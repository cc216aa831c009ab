import type { Role } from "@/db/schema/tenants";

// Named again, and not taken from the tables: screens read this file.
export const memberRoles = [
  "owner",
  "admin",
  "manager",
  "operator",
  "viewer",
] as const satisfies readonly Role[];

/** An invitation's link works for 7 days. */
export const invitationLifeMs = 7 * 86_400_000;
/** mails with invitations that a tenant sends in 24 hours: nobody is to be flooded through us */
export const invitationsPerDay = 200;
/** addresses in one go */
export const addressesAtOnce = 20;

export type InvitationState = "open" | "used" | "revoked" | "expired";

/** What became of an invitation; its end is the first instant at which it no longer works. */
export function invitationState(
  invitation: { expiresAt: Date; acceptedAt: Date | null; revokedAt: Date | null },
  now: Date,
): InvitationState {
  if (invitation.acceptedAt) return "used";
  if (invitation.revokedAt) return "revoked";
  return invitation.expiresAt <= now ? "expired" : "open";
}

export type MemberChange = {
  /** whether the one who acts is an owner now */
  byOwner: boolean;
  from: Role | null;
  /** null: the place ends */
  to: Role | null;
  /** owners of the tenant now, the changed one among them */
  owners: number;
};
export type MemberRefusal = "owners-only" | "last-owner";

/** Only owners make and unmake owners, and a tenant is never left without one. @returns null when it may be done. */
export function judgeMemberChange({ byOwner, from, to, owners }: MemberChange): MemberRefusal | null {
  if ((from === "owner" || to === "owner") && !byOwner) return "owners-only";
  return from === "owner" && to !== "owner" && owners < 2 ? "last-owner" : null;
}
