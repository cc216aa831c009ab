import { and, asc, desc, eq, gte, inArray, ne, sql } from "drizzle-orm";
import { apiCall, connection, syncFlow, syncRun } from "@/db/schema/connections";
import { audit, tenant } from "@/db/schema/tenants";
import type { Tx } from "@/db/tenant";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import type { Id } from "@/server/platform/ids";
import { localDay, startOfDay } from "@/server/platform/zoned-time";
import { frequencyOf } from "./frequency-rules";
import { isRunLive } from "./rules";

/** Every connection as its page shows it: flows with freshness and progress, calls of the tenant's day, end of consent. */
export async function listConnections(ctx: Ctx) {
  requireAction(ctx, "connection.view");
  const now = ctx.clock.now();
  return transact(ctx, async (tx) => {
    const mine = eq(connection.tenantId, ctx.tenantId);
    const rows = await tx
      .select(shown)
      .from(connection)
      .where(and(mine, ne(connection.state, "removed")))
      .orderBy(
        asc(connection.environment),
        asc(connection.country),
        asc(connection.label),
        asc(connection.id),
      );
    const flows = await tx
      .select()
      .from(syncFlow)
      .where(eq(syncFlow.tenantId, ctx.tenantId))
      .orderBy(asc(syncFlow.flow));
    const open = await tx
      .select()
      .from(syncRun)
      .where(and(eq(syncRun.tenantId, ctx.tenantId), inArray(syncRun.state, ["queued", "running"])));
    const calls = await countCalls(tx, ctx);
    const switches = await lastSwitches(tx, ctx);
    return rows.map((row) => ({
      ...row,
      modeSince: sinceOf(row, switches.get(row.id)),
      callsToday: calls.get(row.id)?.all ?? 0,
      failedToday: calls.get(row.id)?.failed ?? 0,
      flows: flows
        .filter((flow) => flow.connectionId === row.id)
        .map((flow) => ({
          flow: flow.flow,
          frequency: frequencyOf(flow),
          enabled: flow.enabled,
          lastOkAt: flow.lastOkAt,
          nextDueAt: flow.enabled ? flow.nextDueAt : null,
          failures: flow.failures,
          lastErrorCode: flow.lastErrorCode,
          backfillFrom: flow.backfillFrom,
          backfillCursor: flow.backfillCursor,
          backfillDoneAt: flow.backfillDoneAt,
          run: open.find((run) => isOf(run, flow) && isRunLive(run, now)) ?? null,
        })),
    }));
  });
}

const shown = {
  id: connection.id,
  appId: connection.appId,
  environment: connection.environment,
  country: connection.country,
  region: connection.region,
  sellingPartnerId: connection.sellingPartnerId,
  label: connection.label,
  vendorCodes: connection.vendorCodes,
  authorisation: connection.authorisation,
  state: connection.state,
  mode: connection.mode,
  stateReason: connection.stateReason,
  authorisedAt: connection.authorisedAt,
  expiresAt: connection.expiresAt,
};

type Switch = { at: Date; by: string; after: Record<string, unknown> | null };

/** The last switch of each account's mode, as the audit has it for as long as it is kept. */
async function lastSwitches(tx: Tx, ctx: Ctx): Promise<Map<string, Switch>> {
  const rows = await tx
    .selectDistinctOn([audit.subjectId], {
      subjectId: audit.subjectId,
      at: audit.at,
      by: audit.actorName,
      after: audit.after,
    })
    .from(audit)
    .where(
      and(
        eq(audit.tenantId, ctx.tenantId),
        eq(audit.subjectKind, "connection"),
        eq(audit.action, "connection.go-live"),
        eq(audit.outcome, "done"),
      ),
    )
    .orderBy(audit.subjectId, desc(audit.id));
  return new Map(rows.map(({ subjectId, ...row }) => [subjectId ?? "", row]));
}

/** Since when, and by whom, an account is in its mode; null when nobody switched it there: it began, or began again, so. */
function sinceOf({ mode }: { mode: string }, last: Switch | undefined) {
  return last && last.after?.mode === mode ? { at: last.at, by: last.by } : null;
}

type OfFlow = { connectionId: Id<"connection">; flow: string };
const isOf = (run: OfFlow, flow: OfFlow) => run.connectionId === flow.connectionId && run.flow === flow.flow;

/** Calls since midnight in the tenant's zone; the id's own time lets Postgres skip the months before. */
async function countCalls(tx: Tx, ctx: Ctx) {
  const [own] = await tx.select({ zone: tenant.zone }).from(tenant).where(eq(tenant.id, ctx.tenantId));
  const zone = own?.zone ?? "UTC";
  const since = startOfDay(localDay(ctx.clock.now(), zone), zone);
  const rows = await tx
    .select({
      connectionId: apiCall.connectionId,
      all: sql<number>`count(*)::int`,
      failed: sql<number>`(count(*) filter (where ${apiCall.errorCode} is not null))::int`,
    })
    .from(apiCall)
    .where(and(eq(apiCall.tenantId, ctx.tenantId), gte(apiCall.id, floorId(since))))
    .groupBy(apiCall.connectionId);
  return new Map(rows.map((row) => [row.connectionId, row]));
}

/** The lowest uuidv7 of an instant. */
function floorId(at: Date): Id<"apiCall"> {
  const hex = at.getTime().toString(16).padStart(12, "0");
  // A uuid of the right shape that only serves as a bound.
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000` as Id<"apiCall">;
}
