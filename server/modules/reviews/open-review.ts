import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import { accessReview, accessReviewItem } from "@/db/schema/access-reviews";
import { agencyGrant, agencyVisit } from "@/db/schema/agencies";
import { connection } from "@/db/schema/connections";
import { member, tenant } from "@/db/schema/tenants";
import type { Tx } from "@/db/tenant";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { listLastSeen } from "@/server/access/list-last-seen";
import { queueMail } from "@/server/emails/queue-mail";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { findHead } from "@/server/modules/audit/seal-audit";
import { listMailReaders } from "@/server/modules/connections/list-mail-readers";
import { openWorkItem } from "@/server/modules/work-items/open-work-item";
import { type Id, newId } from "@/server/platform/ids";
import { isReviewDue, quarterOf, reviewDueAt } from "./rules";

/**
 * Asks once a quarter of every place in the tenant and of every grant whether it should stay: one review with what was
 * there when it was opened, one work item, one mail to each who can answer. A person may open it before its day.
 * @returns null when this quarter has its review, or none is due by itself.
 */
export async function openReview(ctx: Ctx): Promise<Id<"accessReview"> | null> {
  requireAction(ctx, "access.review");
  const now = ctx.clock.now();
  const quarter = quarterOf(now);
  return transact(ctx, async (tx) => {
    const [own] = await tx
      .select({ createdAt: tenant.createdAt })
      .from(tenant)
      .where(eq(tenant.id, ctx.tenantId));
    if (ctx.actor.kind === "job" && !(own && isReviewDue(own.createdAt, now))) return null;
    const review = {
      tenantId: ctx.tenantId,
      id: newId("accessReview", now.getTime()),
      quarter,
      openedAt: now,
      dueAt: reviewDueAt(now),
    };
    const made = await tx
      .insert(accessReview)
      .values(review)
      .onConflictDoNothing({ target: [accessReview.tenantId, accessReview.quarter] })
      .returning({ id: accessReview.id });
    if (made.length === 0) return null;
    const places = [...(await listMembers(tx, ctx)), ...(await listLiveGrants(tx, ctx))];
    await tx.insert(accessReviewItem).values(
      places.map((place) => ({
        ...place,
        tenantId: ctx.tenantId,
        id: newId("reviewItem", now.getTime()),
        reviewId: review.id,
      })),
    );
    await tell(tx, ctx, review);
    return review.id;
  });
}

type Review = { id: Id<"accessReview">; quarter: string; dueAt: Date };

async function tell(tx: Tx, ctx: Ctx, { id, quarter, dueAt }: Review): Promise<void> {
  await openWorkItem(tx, ctx, {
    kind: "access-review",
    subject: { kind: "accessReview", id },
    dueAt,
    facts: { quarter },
  });
  // the audit's last seal goes where no owner of the server can take it back
  const head = await findHead(tx, ctx);
  await queueMail(tx, ctx, {
    template: "access-review",
    cause: `access-review:${id}`,
    facts: {
      quarter,
      endsAt: dueAt.toISOString(),
      sealedRows: head.position,
      seal: head.hash.toString("hex"),
    },
    readers: await listMailReaders(tx, ctx, "access.review"),
  });
  await recordAudit(tx, ctx, {
    action: "access.review",
    subjectKind: "accessReview",
    subjectId: id,
    after: { quarter, dueAt: dueAt.toISOString() },
  });
}

async function listMembers(tx: Tx, ctx: Ctx) {
  const rows = await tx
    .select()
    .from(member)
    .where(eq(member.tenantId, ctx.tenantId))
    .orderBy(member.createdAt, member.id);
  const seen = await listLastSeen(rows.map((row) => row.userId));
  return rows.map((row) => ({
    subjectKind: "member" as const,
    subjectId: row.id as string,
    name: row.name,
    detail: row.email,
    role: row.role as string,
    lastSeenAt: seen.get(row.userId) ?? null,
  }));
}

/** `detail` names the connections of a grant; it is empty when the grant is for all. */
async function listLiveGrants(tx: Tx, ctx: Ctx) {
  const rows = await tx
    .select({
      id: agencyGrant.id,
      name: agencyGrant.agencyName,
      role: agencyGrant.role,
      detail: sql<string>`coalesce((select string_agg(c.country || ' ' || c.label, ', ' order by c.country, c.label)
        from ${connection} c where c.tenant_id = agency_grant.tenant_id and c.id = any(agency_grant.connection_ids)), '')`,
      lastSeenAt: sql<Date | null>`(select max(v.last_seen_at) from ${agencyVisit} v
        where v.tenant_id = agency_grant.tenant_id and v.grant_id = agency_grant.id)`.mapWith(
        agencyVisit.lastSeenAt,
      ),
    })
    .from(agencyGrant)
    .where(
      and(
        eq(agencyGrant.tenantId, ctx.tenantId),
        isNull(agencyGrant.revokedAt),
        or(isNull(agencyGrant.endsAt), gt(agencyGrant.endsAt, ctx.clock.now())),
      ),
    )
    .orderBy(agencyGrant.createdAt, agencyGrant.id);
  return rows.map(({ id, ...row }) => ({ subjectKind: "grant" as const, subjectId: id as string, ...row }));
}
