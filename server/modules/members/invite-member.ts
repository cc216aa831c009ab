import { and, eq, gt, inArray, sql } from "drizzle-orm";
import { member } from "@/db/schema/tenants";
import { mail } from "@/db/schema/work-items";
import type { Tx } from "@/db/tenant";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { emailAddress } from "@/server/access/email-address";
import { requireStepUp } from "@/server/access/step-up";
import { AppError } from "@/server/platform/errors";
import type { Invite } from "./input";
import { invitationsPerDay } from "./member-rules";
import { offerPlace } from "./offer-place";
import { lockOwners } from "./read-standing";
import { requireChange } from "./refuse-change";

const dayMs = 86_400_000;

export type Invited = {
  /** as typed */
  address: string;
  outcome: "invited" | "no-address" | "member" | "owners-only";
};

/**
 * Mails each address an offer of a place: a link that works once, for 7 days, for the person of that address. Inviting an
 * address again replaces its link. What cannot be invited is told for itself and keeps nobody else from being invited.
 * FORBIDDEN when somebody else than an owner offers an owner's place, LIMIT after 200 mails in a day.
 */
export async function inviteMember(ctx: Ctx, { addresses, role, locale }: Invite): Promise<Invited[]> {
  requireAction(ctx, "member.manage");
  if (role === "owner") requireStepUp(ctx);
  const read = readAddresses(addresses);
  const emails = [...new Set(read.flatMap(({ email }) => email ?? []))];
  return transact(ctx, async (tx) => {
    const standing = await lockOwners(tx, ctx);
    requireChange({ ...standing, from: null, to: role });
    const members = await listMembersAmong(tx, ctx, emails);
    const wanted = emails.filter((email) => !members.has(email));
    await requireMailsLeft(tx, ctx, wanted.length);
    const refused = new Set<string>();
    for (const email of wanted) {
      const id = await offerPlace(tx, ctx, { email, role, locale, byOwner: standing.byOwner });
      if (!id) refused.add(email);
    }
    return read.map(({ address, email }): Invited => {
      if (!email) return { address, outcome: "no-address" };
      if (members.has(email)) return { address, outcome: "member" };
      return { address, outcome: refused.has(email) ? "owners-only" : "invited" };
    });
  });
}

function readAddresses(addresses: readonly string[]) {
  return addresses.map((address) => ({ address, email: emailAddress.safeParse(address).data ?? null }));
}

async function listMembersAmong(tx: Tx, ctx: Ctx, emails: readonly string[]): Promise<Set<string>> {
  if (emails.length === 0) return new Set();
  const rows = await tx
    .select({ email: sql<string>`lower(${member.email})` })
    .from(member)
    .where(and(eq(member.tenantId, ctx.tenantId), inArray(sql`lower(${member.email})`, [...emails])));
  return new Set(rows.map((row) => row.email));
}

/** Throws LIMIT when so many more invitations would exceed what one tenant may mail in 24 hours. */
export async function requireMailsLeft(tx: Tx, ctx: Ctx, more: number): Promise<void> {
  const since = new Date(ctx.clock.now().getTime() - dayMs);
  const sent = await tx.$count(
    mail,
    and(eq(mail.tenantId, ctx.tenantId), eq(mail.template, "invitation"), gt(mail.createdAt, since)),
  );
  if (sent + more <= invitationsPerDay) return;
  throw new AppError("LIMIT", "too many invitations in a day", {
    reason: "invitations",
    retryAfterMs: 3_600_000,
  });
}
