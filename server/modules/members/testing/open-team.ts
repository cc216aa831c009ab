import { eq } from "drizzle-orm";
import { invitation, member, type Role } from "@/db/schema/tenants";
import { mail } from "@/db/schema/work-items";
import { inTenant } from "@/db/tenant";
import { seedPerson } from "@/db/testing/seed-person";
import { seedTenant } from "@/db/testing/seed-tenant";
import type { Ctx } from "@/server/access/context";
import { jobContext, memberContext, standingClock } from "@/server/access/testing/test-context";
import { openPath } from "@/server/emails/sealed-path";
import type { Id } from "@/server/platform/ids";
import { addMember } from "../add-member";

export type Colleague = { ctx: Ctx; memberId: Id<"member">; userId: Id<"user">; email: string };
export type Team = {
  tenantId: Id<"tenant">;
  clock: ReturnType<typeof standingClock>;
  owner: Colleague;
  join(role: Role): Promise<Colleague>;
  roles(): Promise<Record<Id<"member">, Role>>;
  invitations(): Promise<(typeof invitation.$inferSelect)[]>;
  mails(): Promise<(typeof mail.$inferSelect)[]>;
  /** the token in the newest mail to an address */
  tokenFor(email: string): Promise<string>;
};

/** A workspace with one owner, and colleagues who really are its members. */
export async function openTeam(name = "Larkmoor Kitchen"): Promise<Team> {
  const clock = standingClock(new Date());
  const { tenantId, ownerId, ownerMemberId } = await seedTenant(name);
  await seedPerson({ id: ownerId });
  const as = (role: Role, known: Omit<Colleague, "ctx">): Colleague => {
    const ctx = memberContext(tenantId, role, clock);
    if (ctx.actor.kind !== "member") throw new Error("a member");
    return { ...known, ctx: { ...ctx, actor: { ...ctx.actor, ...known } } };
  };
  const within = <T>(read: Parameters<typeof inTenant<T>>[1]) => inTenant(tenantId, read);
  const team: Team = {
    tenantId,
    clock,
    owner: as("owner", { memberId: ownerMemberId, userId: ownerId, email: `${ownerId}@example.test` }),
    join: async (role) => {
      const userId = await seedPerson();
      const email = `${userId}@example.test`;
      const memberId = await addMember(jobContext(tenantId, clock), { userId, role, name: role, email });
      return as(role, { memberId, userId, email });
    },
    roles: async () =>
      Object.fromEntries((await within((tx) => tx.select().from(member))).map((row) => [row.id, row.role])),
    invitations: () => within((tx) => tx.select().from(invitation).orderBy(invitation.id)),
    mails: () => within((tx) => tx.select().from(mail).orderBy(mail.id)),
    tokenFor: async (email) => {
      const rows = await within((tx) =>
        tx.select().from(mail).where(eq(mail.toEmail, email)).orderBy(mail.id),
      );
      const { id, facts } = rows.at(-1) ?? {};
      if (!id || typeof facts?.sealedPath !== "string") throw new Error(`no mail to ${email}`);
      return (
        new URLSearchParams(openPath({ tenantId, mailId: id }, facts.sealedPath).split("?")[1]).get(
          "token",
        ) ?? ""
      );
    },
  };
  return team;
}
