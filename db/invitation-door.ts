import type { Id } from "@/server/platform/ids";
import { pools } from "./client";
import type { Role } from "./schema/tenants";

/** What the holder of an invitation's link may know; nothing else of its tenant. */
export type InvitationFacts = {
  tenantId: Id<"tenant">;
  id: Id<"invitation">;
  email: string;
  role: Role;
  tenantName: string;
  tenantHue: number;
  invitedByName: string;
  expiresAt: Date;
  acceptedAt: Date | null;
  revokedAt: Date | null;
};

/** The invitation whose token has this hash, in whatever state it is; null when none has. */
export async function findInvitationByHash(hash: Buffer): Promise<InvitationFacts | null> {
  const [row] = await pools().app<InvitationFacts[]>`
    select tenant_id as "tenantId", id, email, role, tenant_name as "tenantName", tenant_hue as "tenantHue",
      invited_by_name as "invitedByName", expires_at as "expiresAt", accepted_at as "acceptedAt",
      revoked_at as "revokedAt"
    from find_invitation(${hash}::bytea)`;
  return row ?? null;
}
