import { and, eq } from "drizzle-orm";
import { agencyGrant } from "@/db/schema/agencies";
import type { Tx } from "@/db/tenant";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import type { Id } from "@/server/platform/ids";
import { getGrant } from "./get-grant";
import { tellAgency } from "./tell-agency";

/**
 * Takes an agency's access away: their next request finds no door, and its owners are told. Revoking again changes
 * nothing.
 */
export async function revokeGrant(ctx: Ctx, input: { grantId: Id<"grant"> }): Promise<void> {
  requireAction(ctx, "agency.grant");
  const ended = await transact(ctx, (tx) => endGrant(tx, ctx, input.grantId));
  if (ended) await tellAgency(ctx, "agency-revoked", ended);
}

/**
 * The same inside a transaction that does more, such as a review; who calls it tells the agency after the commit.
 * @returns the grant that ended now, null when it was revoked before
 */
export async function endGrant(
  tx: Tx,
  ctx: Ctx,
  grantId: Id<"grant">,
): Promise<typeof agencyGrant.$inferSelect | null> {
  const before = await getGrant(tx, ctx, grantId);
  if (before.revokedAt) return null;
  const revokedAt = ctx.clock.now();
  await tx
    .update(agencyGrant)
    .set({ revokedAt, revokedByName: ctx.actor.name })
    .where(and(eq(agencyGrant.tenantId, ctx.tenantId), eq(agencyGrant.id, before.id)));
  await recordAudit(tx, ctx, {
    action: "agency.grant",
    subjectKind: "grant",
    subjectId: before.id,
    before: { agency: before.agencyName, role: before.role },
    after: { revokedAt: revokedAt.toISOString() },
  });
  return before;
}
