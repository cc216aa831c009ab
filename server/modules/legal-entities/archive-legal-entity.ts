import { and, eq } from "drizzle-orm";
import { legalEntity } from "@/db/schema/tenants";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import type { Id } from "@/server/platform/ids";
import { getLegalEntity, requireFreeName } from "./legal-entity-row";

/**
 * Puts a company away, or takes it out again: its documents keep it either way. INVALID when its name has been given to
 * another one meanwhile. A replay changes nothing.
 */
export async function archiveLegalEntity(
  ctx: Ctx,
  input: { id: Id<"legalEntity">; isArchived: boolean },
): Promise<void> {
  requireAction(ctx, "tenant.configure");
  await transact(ctx, async (tx) => {
    const before = await getLegalEntity(tx, ctx, input.id);
    if ((before.archivedAt !== null) === input.isArchived) return;
    if (!input.isArchived) await requireFreeName(tx, ctx, before);
    await tx
      .update(legalEntity)
      .set({ archivedAt: input.isArchived ? ctx.clock.now() : null })
      .where(and(eq(legalEntity.tenantId, ctx.tenantId), eq(legalEntity.id, input.id)));
    await recordAudit(tx, ctx, {
      action: "tenant.configure",
      subjectKind: "legalEntity",
      subjectId: input.id,
      before: { name: before.name, isArchived: !input.isArchived },
      after: { name: before.name, isArchived: input.isArchived },
    });
  });
}
