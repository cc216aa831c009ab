import { and, eq, isNull } from "drizzle-orm";
import { accessReview, accessReviewItem, type ReviewDecision } from "@/db/schema/access-reviews";
import { member } from "@/db/schema/tenants";
import type { Tx } from "@/db/tenant";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { endGrant } from "@/server/modules/agencies/revoke-grant";
import { tellAgency } from "@/server/modules/agencies/tell-agency";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { dismissMember } from "@/server/modules/members/dismiss-member";
import { closeWorkItems } from "@/server/modules/work-items/close-work-items";
import { AppError, notFound } from "@/server/platform/errors";
import { asId, type Id } from "@/server/platform/ids";

type Item = typeof accessReviewItem.$inferSelect;

/**
 * Answers one question of a review: the place stays, or it is taken away now. What stays may still be taken away while
 * the review is open, never the other way round. The last answer closes the review.
 * PRECONDITION for the last owner, for oneself and in a closed review; the same answer again changes nothing.
 */
export async function decideItem(
  ctx: Ctx,
  input: { itemId: Id<"reviewItem">; decision: ReviewDecision },
): Promise<{ isClosed: boolean }> {
  requireAction(ctx, "access.review");
  const { isClosed, ended } = await transact(ctx, async (tx) => {
    const item = await lockItem(tx, ctx, input.itemId);
    if (item.decision === input.decision) return { isClosed: item.isClosed, ended: null };
    if (item.isClosed) throw new AppError("PRECONDITION", "the review is closed", { reason: "closed" });
    if (item.decision === "revoke") throw new AppError("PRECONDITION", "it is gone", { reason: "revoked" });
    const ended = input.decision === "revoke" ? await takeAway(tx, ctx, item) : null;
    await tx
      .update(accessReviewItem)
      .set({ decision: input.decision, decidedByName: ctx.actor.name, decidedAt: ctx.clock.now() })
      .where(and(eq(accessReviewItem.tenantId, ctx.tenantId), eq(accessReviewItem.id, item.id)));
    await recordAudit(tx, ctx, {
      action: "access.review",
      subjectKind: "reviewItem",
      subjectId: item.id,
      before: { decision: item.decision },
      after: { decision: input.decision, name: item.name, role: item.role },
    });
    return { isClosed: await closeWhenAnswered(tx, ctx, item.reviewId), ended };
  });
  if (ended) await tellAgency(ctx, "agency-revoked", ended);
  return { isClosed };
}

/** The review's row is locked, so that two last answers do not both leave it open. */
async function lockItem(tx: Tx, ctx: Ctx, itemId: Id<"reviewItem">): Promise<Item & { isClosed: boolean }> {
  const isItem = and(eq(accessReviewItem.tenantId, ctx.tenantId), eq(accessReviewItem.id, itemId));
  const [found] = await tx
    .select({ reviewId: accessReviewItem.reviewId })
    .from(accessReviewItem)
    .where(isItem);
  if (!found) throw notFound("reviewItem");
  const [review] = await tx
    .select({ closedAt: accessReview.closedAt })
    .from(accessReview)
    .where(and(eq(accessReview.tenantId, ctx.tenantId), eq(accessReview.id, found.reviewId)))
    .for("update");
  const [item] = await tx.select().from(accessReviewItem).where(isItem);
  if (!item || !review) throw notFound("reviewItem");
  return { ...item, isClosed: review.closedAt !== null };
}

/** @returns the grant that ended, so that its agency is told */
async function takeAway(tx: Tx, ctx: Ctx, item: Item) {
  if (item.subjectKind === "grant") return endGrant(tx, ctx, asId<"grant">(item.subjectId));
  const memberId = asId<"member">(item.subjectId);
  const isThere = await tx.$count(member, and(eq(member.tenantId, ctx.tenantId), eq(member.id, memberId)));
  // who left meanwhile is out already
  if (isThere > 0) await dismissMember(tx, ctx, memberId);
  return null;
}

async function closeWhenAnswered(tx: Tx, ctx: Ctx, reviewId: Id<"accessReview">): Promise<boolean> {
  const open = await tx.$count(
    accessReviewItem,
    and(
      eq(accessReviewItem.tenantId, ctx.tenantId),
      eq(accessReviewItem.reviewId, reviewId),
      isNull(accessReviewItem.decision),
    ),
  );
  if (open > 0) return false;
  await tx
    .update(accessReview)
    .set({ closedAt: ctx.clock.now(), closedByName: ctx.actor.name })
    .where(
      and(
        eq(accessReview.tenantId, ctx.tenantId),
        eq(accessReview.id, reviewId),
        isNull(accessReview.closedAt),
      ),
    );
  await closeWorkItems(tx, ctx, { kinds: ["access-review"], subjectIds: [reviewId] });
  return true;
}
