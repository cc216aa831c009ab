import { and, eq, gte } from "drizzle-orm";
import { connection, type Flow, syncFlow } from "@/db/schema/connections";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { queueMail } from "@/server/emails/queue-mail";
import { closeWorkItems } from "@/server/modules/work-items/close-work-items";
import { openWorkItem } from "@/server/modules/work-items/open-work-item";
import type { Id } from "@/server/platform/ids";
import { listMailReaders } from "./list-mail-readers";

/** failed runs in a row after which a person hears of it */
const patience = 3;

/**
 * Call it in the transaction that wrote a run's outcome into sync_flow: opens or closes the work item of a connection
 * whose flows keep failing, and mails once per flow and time of silence.
 */
export async function settleSyncWork(tx: Tx, ctx: Ctx, connectionId: Id<"connection">): Promise<void> {
  const failing = await tx
    .select({
      flow: syncFlow.flow,
      failures: syncFlow.failures,
      lastOkAt: syncFlow.lastOkAt,
      errorCode: syncFlow.lastErrorCode,
      label: connection.label,
      country: connection.country,
    })
    .from(syncFlow)
    .innerJoin(
      connection,
      and(eq(connection.tenantId, syncFlow.tenantId), eq(connection.id, syncFlow.connectionId)),
    )
    .where(
      and(
        eq(syncFlow.tenantId, ctx.tenantId),
        eq(syncFlow.connectionId, connectionId),
        gte(syncFlow.failures, patience),
        // one that waits for a consent has its own work item
        eq(connection.state, "active"),
      ),
    );
  const [worst] = failing.toSorted((a, b) => b.failures - a.failures);
  if (!worst) {
    await closeWorkItems(tx, ctx, { kinds: ["sync-failing"], subjectIds: [connectionId] });
    return;
  }
  const facts = {
    connection: worst.label,
    country: worst.country,
    flow: worst.flow satisfies Flow,
    failures: worst.failures,
    code: worst.errorCode ?? "INTERNAL",
  };
  await openWorkItem(tx, ctx, {
    kind: "sync-failing",
    subject: { kind: "connection", id: connectionId },
    connectionId,
    facts,
  });
  await queueMail(tx, ctx, {
    template: "sync-failing",
    cause: `sync-failing:${connectionId}:${worst.flow}:${worst.lastOkAt?.getTime() ?? "never"}`,
    facts,
    readers: await listMailReaders(tx, ctx, "connection.pause"),
  });
}
