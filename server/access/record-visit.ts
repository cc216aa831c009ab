import { and, desc, eq, isNull } from "drizzle-orm";
import { agencyGrant, agencyVisit } from "@/db/schema/agencies";
import { inTenant, type Tx } from "@/db/tenant";
import { notFound } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Ctx } from "./context";

/** the end of a visit is moved at most this often, so that a request rarely writes */
const touchEveryMs = 5 * 60_000;
/** after so long without a request the next one begins another visit */
const visitEndsMs = 30 * 60_000;

/**
 * Writes down that staff of an agency are here, for the tenant to see: one row a visit, whatever the number of requests.
 * Nobody enters unseen: NOT_FOUND when the grant was revoked meanwhile. A member leaves no such trace.
 */
export async function recordVisit(ctx: Ctx): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "agency") return;
  const now = ctx.clock.now();
  await inTenant(ctx.tenantId, async (tx) => {
    if (sinceLast(await findLast(tx, ctx), now) < touchEveryMs) return;
    // The lock on the grant makes a second first request wait, and then find the visit.
    const [live] = await tx
      .select({ id: agencyGrant.id })
      .from(agencyGrant)
      .where(
        and(
          eq(agencyGrant.tenantId, ctx.tenantId),
          eq(agencyGrant.id, actor.grantId),
          isNull(agencyGrant.revokedAt),
        ),
      )
      .for("update");
    if (!live) throw notFound("tenant");
    const last = await findLast(tx, ctx);
    if (last && sinceLast(last, now) < visitEndsMs) {
      await tx
        .update(agencyVisit)
        .set({ lastSeenAt: now })
        .where(and(eq(agencyVisit.tenantId, ctx.tenantId), eq(agencyVisit.id, last.id)));
      return;
    }
    await tx.insert(agencyVisit).values({
      tenantId: ctx.tenantId,
      id: newId("agencyVisit", now.getTime()),
      grantId: actor.grantId,
      userId: actor.userId,
      name: actor.name,
      email: actor.email,
      enteredAt: now,
      lastSeenAt: now,
    });
  });
}

type Last = Pick<typeof agencyVisit.$inferSelect, "id" | "lastSeenAt">;

async function findLast(tx: Tx, ctx: Ctx): Promise<Last | null> {
  const { actor } = ctx;
  if (actor.kind !== "agency") return null;
  const [last] = await tx
    .select({ id: agencyVisit.id, lastSeenAt: agencyVisit.lastSeenAt })
    .from(agencyVisit)
    .where(
      and(
        eq(agencyVisit.tenantId, ctx.tenantId),
        eq(agencyVisit.grantId, actor.grantId),
        eq(agencyVisit.userId, actor.userId),
      ),
    )
    .orderBy(desc(agencyVisit.lastSeenAt))
    .limit(1);
  return last ?? null;
}

const sinceLast = (last: Last | null, now: Date) =>
  last ? now.getTime() - last.lastSeenAt.getTime() : Number.POSITIVE_INFINITY;
