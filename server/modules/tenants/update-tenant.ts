import { and, eq, isNull } from "drizzle-orm";
import { invitation, tenant } from "@/db/schema/tenants";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { AppError } from "@/server/platform/errors";
import type { UpdateTenant } from "./input";

/**
 * Names and colours the workspace; open invitations show it from then on. CONFLICT when somebody changed it since the
 * form was filled; a replay is one too, and changes nothing.
 */
export async function updateTenant(ctx: Ctx, input: UpdateTenant): Promise<void> {
  requireAction(ctx, "tenant.configure");
  const { before, ...after } = input;
  await transact(ctx, async (tx) => {
    const changed = await tx
      .update(tenant)
      .set(after)
      .where(
        and(
          eq(tenant.id, ctx.tenantId),
          eq(tenant.name, before.name),
          eq(tenant.hue, before.hue),
          eq(tenant.zone, before.zone),
        ),
      )
      .returning({ id: tenant.id });
    if (changed.length === 0) {
      throw new AppError("CONFLICT", "the workspace was changed meanwhile", { reason: "tenant" });
    }
    await tx
      .update(invitation)
      .set({ tenantName: after.name, tenantHue: after.hue })
      .where(
        and(
          eq(invitation.tenantId, ctx.tenantId),
          isNull(invitation.acceptedAt),
          isNull(invitation.revokedAt),
        ),
      );
    await recordAudit(tx, ctx, {
      action: "tenant.configure",
      subjectKind: "tenant",
      subjectId: ctx.tenantId,
      before,
      after,
    });
  });
}
