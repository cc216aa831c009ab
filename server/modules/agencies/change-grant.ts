import { and, eq } from "drizzle-orm";
import { agencyGrant } from "@/db/schema/agencies";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { requireStepUp } from "@/server/access/step-up";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { readTerms, type Terms } from "./check-terms";
import { getGrant } from "./get-grant";
import { stateOfGrant } from "./rules";
import { tellAgency } from "./tell-agency";

/**
 * Gives a living grant other terms, in force with the staff's next request. PRECONDITION once it has ended or was
 * revoked: a new one is given instead. Replaying it changes nothing.
 */
export async function changeGrant(ctx: Ctx, input: Terms & { grantId: Id<"grant"> }): Promise<void> {
  requireAction(ctx, "agency.grant");
  requireStepUp(ctx);
  const changed = await transact(ctx, async (tx) => {
    const before = await getGrant(tx, ctx, input.grantId);
    const terms = await readTerms(tx, ctx, input);
    if (stateOfGrant(before, ctx.clock.now()) !== "live") {
      throw new AppError("PRECONDITION", "the grant is over", { reason: "over" });
    }
    await tx
      .update(agencyGrant)
      .set(terms)
      .where(and(eq(agencyGrant.tenantId, ctx.tenantId), eq(agencyGrant.id, before.id)));
    await recordAudit(tx, ctx, {
      action: "agency.grant",
      subjectKind: "grant",
      subjectId: before.id,
      before: termsOf(before),
      after: termsOf(terms),
    });
    return { ...before, ...terms };
  });
  await tellAgency(ctx, "agency-changed", changed);
}

const termsOf = ({ role, connectionIds, endsAt }: Omit<Terms, "endsOn" | "connectionIds"> & Stored) => ({
  role,
  connectionIds,
  endsAt: endsAt?.toISOString() ?? null,
});
type Stored = { connectionIds: readonly string[] | null; endsAt: Date | null };
