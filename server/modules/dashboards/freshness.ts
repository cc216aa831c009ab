import { and, eq, ne } from "drizzle-orm";
import { connection, syncFlow } from "@/db/schema/connections";
import { type Ctx, requireAction, transact } from "@/server/access/context";

/** How old what we show is, per connection and flow, and when it is read next. */
export async function listFreshness(ctx: Ctx) {
  requireAction(ctx, "connection.view");
  return transact(ctx, (tx) =>
    tx
      .select({
        connectionId: connection.id,
        label: connection.label,
        country: connection.country,
        region: connection.region,
        environment: connection.environment,
        state: connection.state,
        flow: syncFlow.flow,
        lastOkAt: syncFlow.lastOkAt,
        nextDueAt: syncFlow.nextDueAt,
        failures: syncFlow.failures,
        lastErrorCode: syncFlow.lastErrorCode,
        everyMinutes: syncFlow.everyMinutes,
        backfillFrom: syncFlow.backfillFrom,
        backfillCursor: syncFlow.backfillCursor,
        backfillDoneAt: syncFlow.backfillDoneAt,
      })
      .from(connection)
      .innerJoin(
        syncFlow,
        and(eq(syncFlow.tenantId, connection.tenantId), eq(syncFlow.connectionId, connection.id)),
      )
      .where(and(eq(connection.tenantId, ctx.tenantId), ne(connection.state, "removed")))
      .orderBy(connection.country, connection.label, syncFlow.flow),
  );
}
