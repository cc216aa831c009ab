import { and, eq, inArray, sql } from "drizzle-orm";
import { connection, syncFlow } from "@/db/schema/connections";
import { type Ctx, transact } from "@/server/access/context";
import { queueMail } from "@/server/emails/queue-mail";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { openWorkItem } from "@/server/modules/work-items/open-work-item";
import type { Id } from "@/server/platform/ids";
import { listMailReaders } from "./list-mail-readers";

/**
 * Amazon ended the grant: the connection waits for a person, its flows stop, one work item and one mail a reader tell
 * so. Replays change nothing, nor does a refusal of an authorisation that was renewed meanwhile.
 */
export function markRevoked(
  ctx: Ctx,
  id: Id<"connection">,
  grant: { authorisedAt: Date | null; reason: string },
): Promise<void> {
  return transact(ctx, async (tx) => {
    const [marked] = await tx
      .update(connection)
      .set({
        state: "reauthorise",
        stateReason: grant.reason,
        sealedAccessToken: null,
        accessExpiresAt: null,
        refreshLeaseUntil: null,
        refreshFence: sql`${connection.refreshFence} + 1`,
        updatedAt: ctx.clock.now(),
      })
      .where(
        and(
          eq(connection.tenantId, ctx.tenantId),
          eq(connection.id, id),
          inArray(connection.state, ["active", "paused"]),
          grant.authorisedAt ? eq(connection.authorisedAt, grant.authorisedAt) : undefined,
        ),
      )
      .returning();
    if (!marked) return;
    await tx
      .update(syncFlow)
      .set({ enabled: false })
      .where(and(eq(syncFlow.tenantId, ctx.tenantId), eq(syncFlow.connectionId, id)));
    const facts = { connection: marked.label, country: marked.country };
    await openWorkItem(tx, ctx, {
      kind: "reauthorise",
      subject: { kind: "connection", id },
      connectionId: id,
      dueAt: ctx.clock.now(),
      facts: { ...facts, reason: grant.reason },
    });
    await queueMail(tx, ctx, {
      template: "authorisation-revoked",
      cause: `revoked:${id}:${marked.authorisedAt.getTime()}`,
      facts,
      readers: await listMailReaders(tx, ctx, "connection.connect"),
    });
    await recordAudit(tx, ctx, {
      action: "connection.revoked",
      subjectKind: "connection",
      subjectId: id,
      after: { state: "reauthorise", reason: grant.reason },
    });
  });
}
