import { eq } from "drizzle-orm";
import { accessReview, accessReviewItem } from "@/db/schema/access-reviews";
import { agencyVisit } from "@/db/schema/agencies";
import { member } from "@/db/schema/tenants";
import { inTenant, type Tx } from "@/db/tenant";
import { seedAgency, seedGrant } from "@/db/testing/seed-agency";
import type { TestTenant } from "@/db/testing/seed-tenant";
import { type Id, newId, parsePublicId, publicId } from "@/server/platform/ids";

/** A member, a grant that somebody entered by, and a review with one question: rows of who has access. */
export async function seedAccess({ tenantId }: Pick<TestTenant, "tenantId">, mark: string) {
  const agency = await seedAgency(`${mark} agency`);
  const grantId = await seedGrant(tenantId, agency);
  const ids = {
    member: newId("member"),
    agencyVisit: newId("agencyVisit"),
    accessReview: newId("accessReview"),
    reviewItem: newId("reviewItem"),
  };
  const at = new Date("2026-11-16T09:05:00Z");
  await inTenant(tenantId, async (tx) => {
    await seedLeaver(tx, tenantId, { id: ids.member, mark });
    await tx.insert(agencyVisit).values({
      tenantId,
      id: ids.agencyVisit,
      grantId,
      userId: agency.staffId,
      name: mark,
      email: `${mark}@larkmoor.example`,
      enteredAt: at,
      lastSeenAt: at,
    });
    await tx.insert(accessReview).values({
      tenantId,
      id: ids.accessReview,
      quarter: `${mark}-Q3`,
      openedAt: at,
      dueAt: at,
    });
    await tx.insert(accessReviewItem).values({
      tenantId,
      id: ids.reviewItem,
      reviewId: ids.accessReview,
      subjectKind: "grant",
      subjectId: grantId,
      name: mark,
      detail: mark,
      role: "manager",
    });
  });
  return {
    member: publicId("member", ids.member),
    grant: publicId("grant", grantId),
    agencyVisit: publicId("agencyVisit", ids.agencyVisit),
    accessReview: publicId("accessReview", ids.accessReview),
    reviewItem: publicId("reviewItem", ids.reviewItem),
  };
}

async function seedLeaver(tx: Tx, tenantId: Id<"tenant">, { id, mark }: { id: Id<"member">; mark: string }) {
  await tx
    .insert(member)
    .values({
      tenantId,
      id,
      userId: newId("user"),
      role: "viewer",
      name: mark,
      email: `leaver-${mark}@larkmoor.example`,
    })
    .onConflictDoNothing();
}

/** Sets back what an earlier call has answered, closed or removed. */
export async function restoreReview(
  tx: Tx,
  { tenantId, rows }: { tenantId: Id<"tenant">; rows: { member: string } },
): Promise<void> {
  await tx.update(accessReview).set({ closedAt: null, closedByName: null });
  await tx
    .update(accessReviewItem)
    .set({ decision: null, decidedAt: null, decidedByName: null })
    .where(eq(accessReviewItem.tenantId, tenantId));
  const id = parsePublicId("member", rows.member);
  if (id) await seedLeaver(tx, tenantId, { id, mark: "Own" });
}
