import { and, eq, gt, isNull } from "drizzle-orm";
import { invitation, member, tenant } from "@/db/schema/tenants";
import { inTenant, type Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { type FoundInvitation, findInvitation } from "@/server/access/find-invitation";
import { recordAudit } from "@/server/modules/audit/record-audit";
import type { Clock } from "@/server/platform/clock";
import { sha256 } from "@/server/platform/crypto";
import { AppError, notFound } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";
import type { Logger } from "@/server/platform/log";
import { isStanding } from "./offer-place";

type Person = { id: Id<"user">; name: string; email: string };
type Outside = { clock: Clock; log: Logger; requestId: string };

/**
 * Gives the invited person their place and uses the link up, or does nothing: two calls with one link make one place. A
 * person who has a place keeps its role. NOT_FOUND for an unknown link, PRECONDITION for one that is used, revoked or over
 * (`invitation-…`), and when somebody else is signed in than was invited (`another-person`).
 * @returns the tenant that they may enter from now on
 */
export async function acceptInvitation(
  { token, person }: { token: string; person: Person },
  outside: Outside,
): Promise<Id<"tenant">> {
  const found = await findInvitation(token, outside.clock.now());
  if (!found) throw notFound("invitation");
  if (person.email.toLowerCase() !== found.email) {
    throw new AppError("PRECONDITION", "invited was another address", { reason: "another-person" });
  }
  await inTenant(found.tenantId, async (tx) => {
    await spend(tx, { found, tokenHash: sha256(token), now: outside.clock.now() });
    await join(tx, { found, person, outside });
  });
  return found.tenantId;
}

type Spending = { found: FoundInvitation; tokenHash: Buffer; now: Date };

/** The condition closes every race: with a second use, a revocation, a replacement, and the end of its time. */
async function spend(tx: Tx, { found, tokenHash, now }: Spending): Promise<void> {
  const { tenantId, id } = found;
  const [open] = await tx
    .select({ id: tenant.id })
    .from(tenant)
    .where(and(eq(tenant.id, tenantId), isNull(tenant.suspendedAt)));
  if (!open) throw notFound("invitation");
  const spent = await tx
    .update(invitation)
    .set({ acceptedAt: now })
    .where(
      and(
        eq(invitation.tenantId, tenantId),
        eq(invitation.id, id),
        isStanding,
        gt(invitation.expiresAt, now),
        eq(invitation.tokenHash, tokenHash),
      ),
    )
    .returning({ id: invitation.id });
  if (spent.length > 0) return;
  throw new AppError("PRECONDITION", "the invitation is over", { reason: "invitation-over" });
}

type Joining = { found: FoundInvitation; person: Person; outside: Outside };

async function join(tx: Tx, { found, person, outside }: Joining): Promise<void> {
  const { tenantId, role, email } = found;
  const now = outside.clock.now();
  const memberId = newId("member", now.getTime());
  const [made] = await tx
    .insert(member)
    .values({ tenantId, id: memberId, userId: person.id, role, name: person.name, email, createdAt: now })
    .onConflictDoNothing({ target: [member.tenantId, member.userId] })
    .returning({ id: member.id });
  if (!made) return;
  const actor = { kind: "member", userId: person.id, memberId, role, name: person.name, email } as const;
  const ctx: Ctx = { tenantId, actor, ...outside };
  await recordAudit(tx, ctx, {
    action: "member.joined",
    subjectKind: "member",
    subjectId: memberId,
    after: { role, email, invitedBy: found.invitedByName },
  });
}
