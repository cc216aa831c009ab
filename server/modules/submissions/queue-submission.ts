import { and, eq } from "drizzle-orm";
import { connection } from "@/db/schema/connections";
import { submission } from "@/db/schema/submissions";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { sha256 } from "@/server/platform/crypto";
import { AppError, notFound } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";
import { recordEvent } from "./record-event";

export type NewSubmission = {
  kind: string;
  connectionId: Id<"connection">;
  subject: { kind: "order"; id: string; version: number };
  naturalKey: string;
  body: Buffer;
  document: Record<string, unknown>;
};
export type Queued = { id: Id<"submission">; isShadow: boolean; nextAt: Date | null };

/** so long a person can still take it back */
export const undoMs = 10_000;

/**
 * Freezes a document and puts it on the road, in the caller's transaction: exact bytes, hash, natural key, version, who.
 * In shadow mode it is kept as a draft and never leaves. CONFLICT while one of the same natural key is on its way,
 * PRECONDITION unless the connection is active.
 */
export async function queueSubmission(tx: Tx, ctx: Ctx, given: NewSubmission): Promise<Queued> {
  const [found] = await tx
    .select({ state: connection.state, mode: connection.mode })
    .from(connection)
    .where(and(eq(connection.tenantId, ctx.tenantId), eq(connection.id, given.connectionId)));
  if (!found) throw notFound("connection");
  if (found.state !== "active")
    throw new AppError("PRECONDITION", "not active", { reason: `connection-${found.state}` });
  const now = ctx.clock.now();
  const isShadow = found.mode === "shadow";
  const state = isShadow ? "draft" : "queued";
  const nextAt = isShadow ? null : new Date(now.getTime() + undoMs);
  const { kind, connectionId, subject, naturalKey, body, document } = given;
  const made = await tx
    .insert(submission)
    .values({
      ...{ tenantId: ctx.tenantId, id: newId("submission", now.getTime()), connectionId, kind },
      ...{ subjectKind: subject.kind, subjectId: subject.id, subjectVersion: subject.version },
      ...{ naturalKey, body, bodyHash: sha256(body), document, state, isShadow, nextAt },
      ...{ createdBy: ctx.actor.name, createdAt: now },
    })
    .onConflictDoNothing()
    .returning({ id: submission.id });
  const [row] = made;
  if (!row) throw new AppError("CONFLICT", "one is on its way", { reason: "submission-open" });
  await recordEvent(tx, ctx, { id: row.id, connectionId, state, attempt: 0 });
  return { id: row.id, isShadow, nextAt };
}
