import { and, eq, lt } from "drizzle-orm";
import { oauthState, syncRun } from "@/db/schema/connections";
import { quarantine } from "@/db/schema/orders";
import { invitation } from "@/db/schema/tenants";
import { mail } from "@/db/schema/work-items";
import { type Ctx, requireAction, transact } from "@/server/access/context";

const dayMs = 86_400_000;
/** Days each class of rows is kept (db/README.md says why). */
export const keepDays = { oauthState: 1, syncRun: 400, quarantine: 30, mail: 400, invitation: 90 } as const;

/** Deletes what has outlived its retention in one tenant; a repeat deletes nothing more. */
export async function pruneTenant(ctx: Ctx): Promise<{ deleted: number }> {
  requireAction(ctx, "tenant.upkeep");
  const before = (days: number) => new Date(ctx.clock.now().getTime() - days * dayMs);
  return transact(ctx, async (tx) => {
    const states = await tx
      .delete(oauthState)
      .where(
        and(eq(oauthState.tenantId, ctx.tenantId), lt(oauthState.expiresAt, before(keepDays.oauthState))),
      )
      .returning({ id: oauthState.id });
    const runs = await tx
      .delete(syncRun)
      .where(and(eq(syncRun.tenantId, ctx.tenantId), lt(syncRun.startedAt, before(keepDays.syncRun))))
      .returning({ id: syncRun.id });
    const records = await tx
      .delete(quarantine)
      .where(
        and(eq(quarantine.tenantId, ctx.tenantId), lt(quarantine.createdAt, before(keepDays.quarantine))),
      )
      .returning({ id: quarantine.id });
    const mails = await tx
      .delete(mail)
      .where(and(eq(mail.tenantId, ctx.tenantId), lt(mail.createdAt, before(keepDays.mail))))
      .returning({ id: mail.id });
    const offers = await tx
      .delete(invitation)
      .where(
        and(eq(invitation.tenantId, ctx.tenantId), lt(invitation.expiresAt, before(keepDays.invitation))),
      )
      .returning({ id: invitation.id });
    const lists = [states, runs, records, mails, offers];
    return { deleted: lists.reduce((sum, list) => sum + list.length, 0) };
  });
}
