import { and, eq, gt } from "drizzle-orm";
import { tenant } from "@/db/schema/tenants";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { queueMail } from "@/server/emails/queue-mail";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { AppError, notFound } from "@/server/platform/errors";
import { listTenantReaders } from "./list-tenant-readers";

/**
 * Keeps a workspace that was to be deleted; reading goes on where it stopped. PRECONDITION once its day has come. One
 * that is not about to be deleted stays as it is.
 */
export async function cancelDeletion(ctx: Ctx): Promise<void> {
  requireAction(ctx, "tenant.delete");
  await transact(ctx, async (tx) => {
    const [before] = await tx
      .select({ endsAt: tenant.deletionDueAt })
      .from(tenant)
      .where(eq(tenant.id, ctx.tenantId))
      .for("update");
    if (!before) throw notFound("tenant");
    if (!before.endsAt) return;
    const kept = await tx
      .update(tenant)
      .set({ deletionDueAt: null })
      .where(and(eq(tenant.id, ctx.tenantId), gt(tenant.deletionDueAt, ctx.clock.now())))
      .returning({ id: tenant.id });
    if (kept.length === 0) {
      throw new AppError("PRECONDITION", "its day has come", { reason: "tenant-over" });
    }
    await recordAudit(tx, ctx, {
      action: "tenant.delete",
      subjectKind: "tenant",
      subjectId: ctx.tenantId,
      before: { endsAt: before.endsAt.toISOString() },
      after: { endsAt: null },
    });
    await queueMail(tx, ctx, {
      template: "tenant-kept",
      cause: `tenant-kept:${before.endsAt.getTime()}`,
      facts: { person: ctx.actor.name },
      readers: await listTenantReaders(tx, ctx),
    });
  });
}
