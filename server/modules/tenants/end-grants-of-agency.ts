import { and, eq, isNull } from "drizzle-orm";
import { agencyGrant } from "@/db/schema/agencies";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import type { Id } from "@/server/platform/ids";

/** The clients whose grants to this agency still stand; none unless the context's tenant is one. */
export function listClientsOfAgency(ctx: Ctx): Promise<Id<"tenant">[]> {
  requireAction(ctx, "tenant.upkeep");
  return transact(ctx, async (tx) => {
    const rows = await tx
      .selectDistinct({ id: agencyGrant.tenantId })
      .from(agencyGrant)
      .where(and(eq(agencyGrant.agencyId, ctx.tenantId), isNull(agencyGrant.revokedAt)));
    return rows.map((row) => row.id);
  });
}

/**
 * In a client: its grant to an agency that is deleted ends with it, and its record says so. A grant that was revoked
 * before stays as it is; a replay changes nothing.
 */
export async function endGrantsOfAgency(ctx: Ctx, input: { agencyId: Id<"tenant"> }): Promise<void> {
  requireAction(ctx, "tenant.upkeep");
  await transact(ctx, async (tx) => {
    const ended = await tx
      .update(agencyGrant)
      .set({ revokedAt: ctx.clock.now(), revokedByName: ctx.actor.name })
      .where(
        and(
          eq(agencyGrant.tenantId, ctx.tenantId),
          eq(agencyGrant.agencyId, input.agencyId),
          isNull(agencyGrant.revokedAt),
        ),
      )
      .returning({ id: agencyGrant.id, agencyName: agencyGrant.agencyName });
    for (const { id, agencyName } of ended) {
      await recordAudit(tx, ctx, {
        action: "agency.ended",
        subjectKind: "grant",
        subjectId: id,
        before: { agency: agencyName },
        after: { isRevoked: true },
      });
    }
  });
}
