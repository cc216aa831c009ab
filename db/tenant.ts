import { AsyncLocalStorage } from "node:async_hooks";
import { sql } from "drizzle-orm";
import type { Id } from "@/server/platform/ids";
import { type AppDb, pools } from "./client";

/** A running transaction whose row security is already set. */
export type Tx = Parameters<Parameters<AppDb["transaction"]>[0]>[0];

type Scope = { tenantId: string; userId: string; tenantIds: string };
type Open = { key: string; tx: Tx };
const running = new AsyncLocalStorage<Open>();

/**
 * The door to one tenant's rows: a transaction in which no other tenant exists.
 * A nested call for the same tenant joins it; one for another tenant throws.
 */
export function inTenant<T>(tenantId: Id<"tenant">, fn: (tx: Tx) => Promise<T>): Promise<T> {
  return through({ tenantId, userId: "", tenantIds: "" }, false, fn);
}

/** The door to what one person may know of themself: their tenants and memberships, for reading only. */
export function asPerson<T>(userId: Id<"user">, fn: (tx: Tx) => Promise<T>): Promise<T> {
  return through({ tenantId: "", userId, tenantIds: "" }, true, fn);
}

/** The door over several tenants at once, for reading work items, roll-ups and freshness only. */
export function inGrants<T>(granted: readonly Id<"tenant">[], fn: (tx: Tx) => Promise<T>): Promise<T> {
  return through({ tenantId: "", userId: "", tenantIds: `{${granted.join(",")}}` }, true, fn);
}

async function through<T>(scope: Scope, readOnly: boolean, fn: (tx: Tx) => Promise<T>): Promise<T> {
  const key = JSON.stringify([scope, readOnly]);
  const open = running.getStore();
  if (open) {
    if (open.key !== key) throw new Error("a transaction of another scope is open");
    return fn(open.tx);
  }
  return pools().appDb.transaction(
    async (tx) => {
      await tx.execute(
        sql`select set_config('app.tenant_id', ${scope.tenantId}, true),
                   set_config('app.user_id', ${scope.userId}, true),
                   set_config('app.tenant_ids', ${scope.tenantIds}, true)`,
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
