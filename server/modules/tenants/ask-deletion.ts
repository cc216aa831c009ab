import { eq } from "drizzle-orm";
import { tenant } from "@/db/schema/tenants";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { requireStepUp } from "@/server/access/step-up";
import { queueMail } from "@/server/emails/queue-mail";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { invalid, notFound } from "@/server/platform/errors";
import { endOf, isName } from "./ending-rules";
import { listTenantReaders } from "./list-tenant-readers";

/**
 * Sets the day on which the workspace is deleted, 7 days from now: from this commit on nothing of it is read from Amazon
 * any more, and its owners and admins are told. INVALID unless its name was typed. Asked again, the day stays the same.
 */
export async function askDeletion(ctx: Ctx, input: { typedWord: string }): Promise<{ endsAt: Date }> {
  requireAction(ctx, "tenant.delete");
  requireStepUp(ctx);
  return transact(ctx, async (tx) => {
    const here = eq(tenant.id, ctx.tenantId);
    const [row] = await tx
      .select({ name: tenant.name, endsAt: tenant.deletionDueAt })
      .from(tenant)
      .where(here)
      .for("update");
    if (!row) throw notFound("tenant");
    if (!isName(input.typedWord, row.name)) throw invalid([{ code: "wrongWord", field: "typedWord" }]);
    if (row.endsAt) return { endsAt: row.endsAt };
    const endsAt = endOf(ctx.clock.now());
    await tx.update(tenant).set({ deletionDueAt: endsAt }).where(here);
    await recordAudit(tx, ctx, {
      action: "tenant.delete",
      subjectKind: "tenant",
      subjectId: ctx.tenantId,
      before: { endsAt: null },
      after: { endsAt: endsAt.toISOString() },
    });
    await queueMail(tx, ctx, {
      template: "tenant-ending",
      cause: `tenant-ending:${endsAt.getTime()}`,
      facts: { person: ctx.actor.name, endsAt: endsAt.toISOString() },
      readers: await listTenantReaders(tx, ctx),
    });
    return { endsAt };
  });
}
