import { member, type Role } from "@/db/schema/tenants";
import type { Tx } from "@/db/tenant";
import { type Ctx, transact } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { AppError, invariant } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";

export type NewMember = { userId: Id<"user">; role: Role; name: string; email: string };

/**
 * Gives a person a place in the tenant. CONFLICT when they have one. For set-up alone, as a job of the tenant:
 * a member invites by mail.
 */
export async function addMember(ctx: Ctx, input: NewMember): Promise<Id<"member">> {
  invariant(ctx.actor.kind === "job", "members are added by set-up");
  return transact(ctx, (tx) => insertMember(tx, ctx, input));
}

/** The same inside a transaction that does more. */
export async function insertMember(tx: Tx, ctx: Ctx, input: NewMember): Promise<Id<"member">> {
  const id = newId("member", ctx.clock.now().getTime());
  const made = await tx
    .insert(member)
    .values({ ...input, tenantId: ctx.tenantId, id, createdAt: ctx.clock.now() })
    .onConflictDoNothing({ target: [member.tenantId, member.userId] })
    .returning({ id: member.id });
  if (made.length === 0) throw new AppError("CONFLICT", "already a member", { reason: "member" });
  await recordAudit(tx, ctx, {
    action: "member.added",
    subjectKind: "member",
    subjectId: id,
    after: { role: input.role, userId: input.userId },
  });
  return id;
}
