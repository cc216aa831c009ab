import { and, eq, isNull, like, ne } from "drizzle-orm";
import { invitation, type Role, tenant } from "@/db/schema/tenants";
import { mail } from "@/db/schema/work-items";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { findPersonByEmail } from "@/server/access/create-sign-in-link";
import { queueMail } from "@/server/emails/queue-mail";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { randomToken, sha256 } from "@/server/platform/crypto";
import { invariant } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";
import { invitationLifeMs } from "./member-rules";

export type Place = { email: string; role: Role; locale: "en" | "zh-CN"; byOwner: boolean };

/** Neither accepted nor revoked: at most one for an address. Its time may be over. */
export const isStanding = and(isNull(invitation.acceptedAt), isNull(invitation.revokedAt));

/** Under this cause an invitation's mail stands in the outbox; each new token is mailed once. */
export const mailCause = (id: Id<"invitation">, tokenHash: Buffer) =>
  `invitation:${id}:${tokenHash.toString("base64url").slice(0, 22)}`;

/**
 * Writes an invitation and its mail in the caller's transaction. One that is open for the address is replaced: its link
 * works no more. @returns null when an owner's invitation would be replaced by somebody who is none
 */
export async function offerPlace(tx: Tx, ctx: Ctx, place: Place): Promise<Id<"invitation"> | null> {
  const token = randomToken();
  const tokenHash = sha256(token);
  const id = await upsertInvitation(tx, ctx, { place, tokenHash });
  if (!id) return null;
  await withdrawMail(tx, ctx, id);
  const { email, role } = place;
  await queueMail(tx, ctx, {
    template: "invitation",
    cause: mailCause(id, tokenHash),
    facts: { inviter: ctx.actor.name, role, endsAt: endOf(ctx).toISOString() },
    readers: [{ userId: await findPersonByEmail(email), email, locale: place.locale }],
    secretPath: `/invitation?${new URLSearchParams({ token })}`,
  });
  await recordAudit(tx, ctx, {
    action: "member.invited",
    subjectKind: "invitation",
    subjectId: id,
    after: { email, role },
  });
  return id;
}

/** An invitation's mail that has not left yet never leaves. */
export async function withdrawMail(tx: Tx, ctx: Ctx, id: Id<"invitation">): Promise<void> {
  await tx
    .update(mail)
    .set({ state: "failed", error: "withdrawn", facts: {} })
    .where(
      and(
        eq(mail.tenantId, ctx.tenantId),
        eq(mail.state, "queued"),
        eq(mail.template, "invitation"),
        like(mail.dedupeKey, `invitation:${id}:%`),
      ),
    );
}

/** One statement: of two who invite the same address at once, the later one's link is the one that works. */
async function upsertInvitation(
  tx: Tx,
  ctx: Ctx,
  { place, tokenHash }: { place: Place; tokenHash: Buffer },
): Promise<Id<"invitation"> | undefined> {
  const [own] = await tx
    .select({ name: tenant.name, hue: tenant.hue })
    .from(tenant)
    .where(eq(tenant.id, ctx.tenantId));
  invariant(own, "the tenant is there");
  const offered = {
    role: place.role,
    tokenHash,
    tenantName: own.name,
    tenantHue: own.hue,
    invitedByName: ctx.actor.name,
    createdAt: ctx.clock.now(),
    expiresAt: endOf(ctx),
  };
  const [row] = await tx
    .insert(invitation)
    .values({ tenantId: ctx.tenantId, id: newId("invitation"), email: place.email, ...offered })
    .onConflictDoUpdate({
      target: [invitation.tenantId, invitation.email],
      targetWhere: isStanding,
      set: offered,
      setWhere: place.byOwner ? undefined : ne(invitation.role, "owner"),
    })
    .returning({ id: invitation.id });
  return row?.id;
}

const endOf = (ctx: Ctx) => new Date(ctx.clock.now().getTime() + invitationLifeMs);
