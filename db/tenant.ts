import { AsyncLocalStorage } from "node:async_hooks";
import { sql } from "drizzle-orm";
import type { Id } from "@/server/platform/ids";
import { type AppDb, pools } from "./client";

/** A running transaction whose row security is already set. */
export type Tx = Parameters<Parameters<AppDb["transaction"]>[0]>[0];

type Scope = { tenantId: string; userId: string; tenantIds: string; limits: readonly Limit[] };
/** In this tenant only these connections, and what belongs to them, exist for the reader. */
export type Limit = { tenantId: Id<"tenant">; connectionIds: readonly Id<"connection">[] };
type Open = { key: string; tx: Tx };
const running = new AsyncLocalStorage<Open>();

/**
 * The door to one tenant's rows: a transaction in which no other tenant exists, and with `connectionIds` no other
 * connection of this one. A nested call for the same scope joins it; one for another throws.
 */
export function inTenant<T>(
  tenantId: Id<"tenant">,
  fn: (tx: Tx) => Promise<T>,
  connectionIds: readonly Id<"connection">[] | null = null,
): Promise<T> {
  const limits = connectionIds ? [{ tenantId, connectionIds }] : [];
  return through({ tenantId, userId: "", tenantIds: "", limits }, false, fn);
}

/** The door to what one person may know of themself: their tenants and memberships, for reading only. */
export function asPerson<T>(userId: Id<"user">, fn: (tx: Tx) => Promise<T>): Promise<T> {
  return through({ tenantId: "", userId, tenantIds: "", limits: [] }, true, fn);
}

/**
 * The door over several tenants at once, for reading work items, roll-ups and freshness only. `limits` name those of the
 * tenants in which the reader may see some connections alone.
 */
export function inGrants<T>(
  granted: readonly Id<"tenant">[],
  fn: (tx: Tx) => Promise<T>,
  limits: readonly Limit[] = [],
): Promise<T> {
  return through({ tenantId: "", userId: "", tenantIds: arrayOf(granted), limits }, true, fn);
}

const arrayOf = (ids: readonly string[]) => `{${ids.join(",")}}`;

async function through<T>(scope: Scope, readOnly: boolean, fn: (tx: Tx) => Promise<T>): Promise<T> {
  const key = JSON.stringify([scope, readOnly]);
  const open = running.getStore();
  if (open) {
    if (open.key !== key) throw new Error("a transaction of another scope is open");
    return fn(open.tx);
  }
  const limited = scope.limits.length > 0 ? arrayOf(scope.limits.map((limit) => limit.tenantId)) : "";
  const connections = arrayOf(scope.limits.flatMap((limit) => limit.connectionIds));
  return pools().appDb.transaction(
    async (tx) => {
      await tx.execute(
        sql`select set_config('app.tenant_id', ${scope.tenantId}, true),
                   set_config('app.user_id', ${scope.userId}, true),
                   set_config('app.tenant_ids', ${scope.tenantIds}, true),
                   set_config('app.limited_tenants', ${limited}, true),
                   set_config('app.connection_ids', ${connections}, true)`,
      );
      return running.run({ key, tx }, () => fn(tx));
    },
    readOnly ? { accessMode: "read only" } : undefined,
  );
}

/** True while a transaction of this process is open here; an ACORN call must never run then. */
export function isInTransaction(): boolean {
  return running.getStore() !== undefined;
}
