import type postgres from "postgres";
import type { Id } from "@/server/platform/ids";
import { listTenantTables } from "./seed-every-table";

/** The tables of a database stay the same while one connection to it lasts. */
const tablesSeenBy = new WeakMap<postgres.Sql, Promise<string[]>>();

/**
 * A hash of all rows of a tenant, as a superuser sees them: two equal ones mean that nothing was written in between.
 * @param without tables that may change
 */
export async function hashRows(
  sql: postgres.Sql,
  tenantId: Id<"tenant">,
  without: readonly string[] = [],
): Promise<string> {
  const tables = tablesSeenBy.get(sql) ?? listTenantTables(sql);
  tablesSeenBy.set(sql, tables);
  const parts = (await tables)
    .filter((table) => !without.includes(table))
    .map((table) => {
      const key = table === "tenant" ? "id" : "tenant_id";
      return `select '${table}' as name, md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as hash
        from ${table} t where ${key} = '${tenantId}'`;
    });
  return JSON.stringify(await sql.unsafe(parts.join(" union all ")));
}
