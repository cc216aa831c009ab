import { and, eq, isNull, lte, sql } from "drizzle-orm";
import { agencyGrant } from "@/db/schema/agencies";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { requireStepUp } from "@/server/access/step-up";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { AppError } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";
import { readTerms, type Terms } from "./check-terms";
import { readAgency } from "./find-agency";
import { tellAgency } from "./tell-agency";

/**
 * Lets the staff of an agency enter, as what, to which connections and until when. They are in with their next request,
 * and the agency's owners are told.
 * CONFLICT while a grant to the same agency lives: that one is changed instead.
 */
export async function grantAccess(
  ctx: Ctx,
  input: Terms & { agencyId: Id<"tenant"> },
): Promise<{ grantId: Id<"grant"> }> {
  requireAction(ctx, "agency.grant");
  requireStepUp(ctx);
  const now = ctx.clock.now();
  const made = await transact(ctx, async (tx) => {
    const terms = await readTerms(tx, ctx, input);
    const agency = await readAgency(tx, ctx, input.agencyId);
    const ofAgency = and(eq(agencyGrant.tenantId, ctx.tenantId), eq(agencyGrant.agencyId, input.agencyId));
    // One that ended by itself makes room for the new one.
    await tx
      .update(agencyGrant)
      .set({ revokedAt: sql`${agencyGrant.endsAt}` })
      .where(and(ofAgency, isNull(agencyGrant.revokedAt), lte(agencyGrant.endsAt, now)));
    const [row] = await tx
      .insert(agencyGrant)
      .values({
        tenantId: ctx.tenantId,
        id: newId("grant", now.getTime()),
        agencyId: input.agencyId,
        agencyName: agency.name,
        ...terms,
        grantedByName: ctx.actor.name,
        createdAt: now,
      })
      .onConflictDoNothing({
        target: [agencyGrant.tenantId, agencyGrant.agencyId],
        where: sql`revoked_at is null`,
      })
      .returning();
    if (!row) throw new AppError("CONFLICT", "the agency has a grant", { reason: "granted" });
    await recordAudit(tx, ctx, {
      action: "agency.grant",
      subjectKind: "grant",
      subjectId: row.id,
      after: { agency: agency.name, ...terms, endsAt: terms.endsAt?.toISOString() ?? null },
    });
    return row;
  });
  await tellAgency(ctx, "agency-granted", made);
  return { grantId: made.id };
}
