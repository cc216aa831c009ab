import { audit } from "@/db/schema/tenants";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { type IdKind, newId } from "@/server/platform/ids";

export type AuditEntry = {
  /** a permission, or "module.past-tense" for what a job did */
  action: string;
  subjectKind?: IdKind | undefined;
  subjectId?: string | undefined;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  outcome?: "done" | "denied";
};

/** Writes who did what in the transaction that did it: both stand or neither does. Never pass secrets or documents. */
export async function recordAudit(tx: Tx, ctx: Ctx, entry: AuditEntry): Promise<void> {
  const at = ctx.clock.now();
  const { actor } = ctx;
  await tx.insert(audit).values({
    tenantId: ctx.tenantId,
    id: newId("audit", at.getTime()),
    at,
    actorKind: actor.kind,
    actorId: actor.kind === "job" ? null : actor.userId,
    actorName: actor.name,
    grantId: actor.kind === "agency" ? actor.grantId : null,
    agencyName: actor.kind === "agency" ? actor.agencyName : null,
    address: ctx.origin?.address,
    device: ctx.origin?.device,
    action: entry.action,
    outcome: entry.outcome ?? "done",
    subjectKind: entry.subjectKind,
    subjectId: entry.subjectId,
    before: entry.before,
    after: entry.after,
    requestId: ctx.requestId,
  });
}
