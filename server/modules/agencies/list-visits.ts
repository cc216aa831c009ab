import { and, desc, eq } from "drizzle-orm";
import { agencyVisit } from "@/db/schema/agencies";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import type { Id } from "@/server/platform/ids";
import { getGrant } from "./get-grant";

const visitsShown = 100;

/** Who entered by a grant, from when to when, the latest first. */
export async function listVisits(ctx: Ctx, input: { grantId: Id<"grant"> }) {
  requireAction(ctx, "agency.view");
  return transact(ctx, async (tx) => {
    await getGrant(tx, ctx, input.grantId);
    return tx
      .select({
        id: agencyVisit.id,
        name: agencyVisit.name,
        email: agencyVisit.email,
        enteredAt: agencyVisit.enteredAt,
        lastSeenAt: agencyVisit.lastSeenAt,
      })
      .from(agencyVisit)
      .where(and(eq(agencyVisit.tenantId, ctx.tenantId), eq(agencyVisit.grantId, input.grantId)))
      .orderBy(desc(agencyVisit.lastSeenAt), desc(agencyVisit.id))
      .limit(visitsShown);
  });
}
