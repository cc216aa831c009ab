import { and, desc, eq, gte, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import { audit, auditSeal } from "@/db/schema/tenants";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { invalid } from "@/server/platform/errors";
import { asId } from "@/server/platform/ids";
import type { AuditFilter, ListAuditInput } from "./input";

/** One page of the audit, newest first, by key: page 1,000 costs what page 1 costs. */
export async function listAudit(ctx: Ctx, { filter, cursor, limit }: ListAuditInput) {
  requireAction(ctx, "audit.view");
  const before = cursor ? lt(audit.id, readCursor(cursor)) : undefined;
  const rows = await transact(ctx, (tx) =>
    tx
      .select({
        id: audit.id,
        at: audit.at,
        actorKind: audit.actorKind,
        actorId: audit.actorId,
        actorName: audit.actorName,
        agencyName: audit.agencyName,
        address: audit.address,
        device: audit.device,
        action: audit.action,
        outcome: audit.outcome,
        subjectKind: audit.subjectKind,
        subjectId: audit.subjectId,
        before: audit.before,
        after: audit.after,
        requestId: audit.requestId,
        /** its place in the sealed chain; null for a minute after it was written */
        position: auditSeal.position,
        /** in hex: to be compared with one that was noted elsewhere */
        seal: sql<string | null>`encode(${auditSeal.hash}, 'hex')`,
      })
      .from(audit)
      .leftJoin(auditSeal, and(eq(auditSeal.tenantId, audit.tenantId), eq(auditSeal.auditId, audit.id)))
      .where(and(whereAudit(ctx, filter), before))
      .orderBy(desc(audit.id))
      .limit(limit + 1),
  );
  const page = rows.slice(0, limit);
  return { rows: page, nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

/** How many rows fit. */
export async function countAudit(ctx: Ctx, filter: AuditFilter): Promise<{ rows: number }> {
  requireAction(ctx, "audit.view");
  return { rows: await transact(ctx, (tx) => tx.$count(audit, whereAudit(ctx, filter))) };
}

/** Who and what stands in the audit, for the choices of its filters. */
export async function listAuditFacets(ctx: Ctx) {
  requireAction(ctx, "audit.view");
  const mine = eq(audit.tenantId, ctx.tenantId);
  return transact(ctx, async (tx) => {
    const people = await tx
      .select({
        id: audit.actorId,
        name: sql<string>`max(${audit.actorName})`,
        agency: sql<string | null>`max(${audit.agencyName})`,
      })
      .from(audit)
      .where(and(mine, sql`${audit.actorId} is not null`))
      .groupBy(audit.actorId)
      .orderBy(sql`2`)
      .limit(200);
    const jobs = await tx
      .selectDistinct({ name: audit.actorName })
      .from(audit)
      .where(and(mine, eq(audit.actorKind, "job")))
      .orderBy(audit.actorName)
      .limit(50);
    const actions = await tx
      .selectDistinct({ action: audit.action })
      .from(audit)
      .where(mine)
      .orderBy(audit.action);
    return {
      people: people.flatMap(({ id, ...rest }) => (id ? [{ id: asId<"user">(id), ...rest }] : [])),
      jobs: jobs.map(({ name }) => name),
      actions: actions.map(({ action }) => action),
    };
  });
}

function whereAudit({ tenantId }: Ctx, filter: AuditFilter): SQL | undefined {
  const { person, job, subject } = filter;
  return and(
    eq(audit.tenantId, tenantId),
    person?.length || job?.length
      ? or(
          person?.length ? inArray(audit.actorId, person) : undefined,
          job?.length ? and(eq(audit.actorKind, "job"), inArray(audit.actorName, job)) : undefined,
        )
      : undefined,
    filter.kind?.length ? inArray(audit.actorKind, filter.kind) : undefined,
    filter.action?.length ? inArray(audit.action, filter.action) : undefined,
    filter.outcome ? eq(audit.outcome, filter.outcome) : undefined,
    subject ? and(eq(audit.subjectKind, subject.kind), eq(audit.subjectId, subject.id)) : undefined,
    filter.from ? gte(audit.at, new Date(filter.from)) : undefined,
    filter.to ? lt(audit.at, new Date(filter.to)) : undefined,
  );
}

/** The id of the last row that was shown: ids begin with their time. */
function readCursor(cursor: string) {
  try {
    return asId<"audit">(cursor);
  } catch {
    throw invalid([{ code: "cursor", field: "cursor" }]);
  }
}
