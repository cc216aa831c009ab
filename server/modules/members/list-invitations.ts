import { and, desc, eq, inArray } from "drizzle-orm";
import { invitation } from "@/db/schema/tenants";
import { mail } from "@/db/schema/work-items";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { dedupeKeyOf } from "@/server/emails/queue-mail";
import { invitationState } from "./member-rules";
import { isStanding, mailCause } from "./offer-place";

/** Offers that nobody has taken up or back, newest first: until when their links work, and whether their mail has left. */
export async function listInvitations(ctx: Ctx) {
  requireAction(ctx, "member.manage");
  const { rows, mails } = await transact(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(invitation)
      .where(and(eq(invitation.tenantId, ctx.tenantId), isStanding))
      .orderBy(desc(invitation.createdAt), desc(invitation.id));
    const keys = rows.map(mailKey);
    const mails =
      keys.length === 0
        ? []
        : await tx
            .select({ key: mail.dedupeKey, state: mail.state })
            .from(mail)
            .where(and(eq(mail.tenantId, ctx.tenantId), inArray(mail.dedupeKey, keys)));
    return { rows, mails };
  });
  const now = ctx.clock.now();
  const sent = new Map(mails.map(({ key, state }) => [key, state]));
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    role: row.role,
    state: invitationState(row, now),
    invitedByName: row.invitedByName,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    mail: sent.get(mailKey(row)) ?? ("failed" as const),
  }));
}

const mailKey = (row: Pick<typeof invitation.$inferSelect, "id" | "tokenHash" | "email">) =>
  dedupeKeyOf(mailCause(row.id, row.tokenHash), row.email);
