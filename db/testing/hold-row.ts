import { sql } from "drizzle-orm";
import postgres from "postgres";
import type { Id } from "@/server/platform/ids";
import { inTenant } from "../tenant";
import type { TestDatabase } from "./database";

/**
 * Locks a row until `count` others wait for it, so that what they do next happens at once and not one after the other.
 * `begin` starts them; it is called outside the transaction that holds the row.
 */
export async function holdRow<T>(
  database: TestDatabase,
  row: { tenantId: Id<"tenant">; table: "agency_grant" | "access_review" | "connection"; id: string },
  { count, begin }: { count: number; begin: () => Promise<T> },
): Promise<T> {
  const [held, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holder = inTenant(row.tenantId, async (tx) => {
    await tx.execute(
      sql`select 1 from ${sql.identifier(row.table)} where tenant_id = ${row.tenantId} and id = ${row.id} for update`,
    );
    held.resolve();
    await release.promise;
  });
  await held.promise;
  const begun = begin();
  const root = postgres(database.superUrl, { max: 1, onnotice: () => undefined });
  try {
    await waitUntil(async () => {
      const [found] = await root<{ n: number }[]>`
        select count(*)::int as n from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      return found?.n === count;
    });
  } finally {
    release.resolve();
    await Promise.allSettled([holder, begun, root.end()]);
  }
  return begun;
}

const patienceMs = 5_000;

async function waitUntil(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!(await isSo())) if (Date.now() > end) throw new Error("they do not wait for the row");
}
