import { and, asc, desc, eq, inArray } from "drizzle-orm";
import { connection } from "@/db/schema/connections";
import { order } from "@/db/schema/orders";
import { submission, submissionEvent } from "@/db/schema/submissions";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { roadActor } from "./record-event";

/** a subject has a handful; whoever sends more sees the newest */
const atMost = 50;

/** Every document of one subject with what happened to it and by what evidence, newest first. NOT_FOUND when foreign. */
export async function listSubmissions(ctx: Ctx, subject: { kind: "order"; id: Id<"order"> }) {
  requireAction(ctx, "submission.view");
  return transact(ctx, async (tx) => {
    const here = and(eq(order.tenantId, ctx.tenantId), eq(order.id, subject.id));
    if ((await tx.$count(order, here)) === 0) throw notFound("order");
    const rows = await tx
      .select(columns)
      .from(submission)
      .innerJoin(
        connection,
        and(eq(connection.tenantId, submission.tenantId), eq(connection.id, submission.connectionId)),
      )
      .where(
        and(
          eq(submission.tenantId, ctx.tenantId),
          eq(submission.subjectKind, subject.kind),
          eq(submission.subjectId, subject.id),
        ),
      )
      .orderBy(desc(submission.id))
      .limit(atMost);
    const ids = rows.map((row) => row.id);
    const events = await tx
      .select({
        submissionId: submissionEvent.submissionId,
        step: submissionEvent.step,
        at: submissionEvent.at,
        state: submissionEvent.state,
        attempt: submissionEvent.attempt,
        actor: submissionEvent.actor,
        facts: submissionEvent.facts,
      })
      .from(submissionEvent)
      .where(and(eq(submissionEvent.tenantId, ctx.tenantId), inArray(submissionEvent.submissionId, ids)))
      .orderBy(asc(submissionEvent.step));
    const eventsOf = Map.groupBy(events, (event) => event.submissionId);
    return rows.map((row) => ({
      ...row,
      events: (eventsOf.get(row.id) ?? []).map(({ submissionId: _, actor, ...event }) => ({
        ...event,
        /** null: by itself */
        actor: actor === roadActor.name ? null : actor,
      })),
    }));
  });
}

const columns = {
  id: submission.id,
  connectionId: submission.connectionId,
  /** what is queued for an account that is not active is held back */
  accountState: connection.state,
  kind: submission.kind,
  naturalKey: submission.naturalKey,
  subjectVersion: submission.subjectVersion,
  state: submission.state,
  isShadow: submission.isShadow,
  document: submission.document,
  attempt: submission.attempt,
  nextAt: submission.nextAt,
  sentAt: submission.sentAt,
  transactionId: submission.transactionId,
  acornRequestId: submission.acornRequestId,
  reasons: submission.reasons,
  evidence: submission.evidence,
  caseDueAt: submission.caseDueAt,
  closedAt: submission.closedAt,
  createdBy: submission.createdBy,
  createdAt: submission.createdAt,
};
