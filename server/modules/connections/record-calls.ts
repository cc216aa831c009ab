import { sql } from "drizzle-orm";
import { apiCall } from "@/db/schema/connections";
import { drift } from "@/db/schema/orders";
import { type Ctx, transact } from "@/server/access/context";
import type { AcornCall } from "@/server/acorn/calls";
import type { Drift } from "@/server/acorn/reading";
import { type Id, newId } from "@/server/platform/ids";

export type CallRecord = {
  onCall(call: AcornCall): void;
  onDrift(drift: Drift): void;
  /** writes what was collected, in a transaction of its own or the caller's; what fails to be written stays */
  flush(): Promise<void>;
};

/** rows of one insert: well below Postgres's 65,534 parameters */
const batch = 1000;

/** Collects calls and drift of one connection until they are flushed: a call must not wait for its own record. */
export function recordCalls(ctx: Ctx, connectionId: Id<"connection">): CallRecord {
  let calls: AcornCall[] = [];
  let drifts: Drift[] = [];
  return {
    onCall: (call) => {
      calls.push(call);
    },
    onDrift: (one) => {
      drifts.push(one);
    },
    async flush() {
      const [taken, counted] = [calls, drifts];
      if (taken.length === 0 && counted.length === 0) return;
      [calls, drifts] = [[], []];
      try {
        await transact(ctx, async (tx) => {
          for (let at = 0; at < taken.length; at += batch) {
            const rows = taken.slice(at, at + batch).map((call) => toRow(ctx, connectionId, call));
            await tx.insert(apiCall).values(rows);
          }
          const rows = sumDrift(ctx, connectionId, counted);
          if (rows.length === 0) return;
          await tx
            .insert(drift)
            .values(rows)
            .onConflictDoUpdate({
              target: [drift.tenantId, drift.connectionId, drift.operation, drift.path, drift.value],
              set: {
                count: sql`${drift.count} + excluded.count`,
                lastSeenAt: sql`greatest(${drift.lastSeenAt}, excluded.last_seen_at)`,
              },
            });
        });
      } catch (error) {
        [calls, drifts] = [
          [...taken, ...calls],
          [...counted, ...drifts],
        ];
        throw error;
      }
    },
  };
}

function toRow(ctx: Ctx, connectionId: Id<"connection">, call: AcornCall): typeof apiCall.$inferInsert {
  return {
    tenantId: ctx.tenantId,
    id: newId("apiCall", call.startedAt.getTime()),
    connectionId,
    operation: call.operation,
    method: call.method,
    path: call.query === "" ? call.path : `${call.path}?${call.query}`,
    status: call.status,
    attempt: call.attempt,
    startedAt: call.startedAt,
    durationMs: call.durationMs,
    acornRequestId: call.requestId,
    requestBytes: call.requestBytes,
    responseBytes: call.responseBytes,
    errorCode: call.errorCode,
    headers: { ...prefixed("request", call.headers.request), ...prefixed("response", call.headers.response) },
  };
}

function prefixed(side: string, headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [`${side}.${name}`, value]));
}

/** One row a key, as one INSERT may touch a row only once; sorted, so that two writers lock in the same order. */
function sumDrift(ctx: Ctx, connectionId: Id<"connection">, drifts: readonly Drift[]) {
  const now = ctx.clock.now();
  const sums = new Map<string, Drift>();
  for (const given of drifts) {
    // Cleaned first: words that differ only by what no column holds would be one key twice.
    const one = { ...given, path: storable(given.path), value: storable(given.value) };
    const key = JSON.stringify([one.operation, one.path, one.value]);
    sums.set(key, { ...one, count: one.count + (sums.get(key)?.count ?? 0) });
  }
  return [...sums.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { operation, path, value, count }]) => ({
      tenantId: ctx.tenantId,
      connectionId,
      operation,
      path,
      value,
      count,
      firstSeenAt: now,
      lastSeenAt: now,
    }));
}

const storable = (text: string) => text.toWellFormed().replaceAll("\0", "");
