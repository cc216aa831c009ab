import { eq } from "drizzle-orm";
import { tenant } from "@/db/schema/tenants";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { invalid, notFound } from "@/server/platform/errors";
import { endMembership } from "./end-membership";

/**
 * The acting member gives up their own place in the tenant of this name; another name is INVALID. PRECONDITION for the
 * last owner; NOT_FOUND for staff of an agency, who have none: their agency lets them go, or the tenant revokes the grant.
 */
export async function leaveTenant(ctx: Ctx, { typedWord }: { typedWord: string }): Promise<void> {
  requireAction(ctx, "member.view");
  const { actor } = ctx;
  if (actor.kind !== "member") throw notFound("member");
  await transact(ctx, async (tx) => {
    const [own] = await tx.select({ name: tenant.name }).from(tenant).where(eq(tenant.id, ctx.tenantId));
    if (typedWord.trim() !== own?.name) throw invalid([{ code: "wrongWord", field: "typedWord" }]);
    await endMembership(tx, ctx, { memberId: actor.memberId, action: "member.left" });
  });
}
