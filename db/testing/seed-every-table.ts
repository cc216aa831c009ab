import type postgres from "postgres";
import type { Id } from "@/server/platform/ids";

type Column = { name: string; type: string; required: boolean; words: string[] };

/** Every table whose rows belong to a tenant, parents first. */
export async function listTenantTables(sql: postgres.Sql | postgres.TransactionSql): Promise<string[]> {
  const rows = await sql<{ name: string; parents: string[] }[]>`
    select c.relname as name, array(
      select distinct p.relname::text from pg_constraint f join pg_class p on p.oid = f.confrelid
      where f.conrelid = c.oid and f.contype = 'f' and p.oid <> c.oid and not p.relispartition) as parents
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relrowsecurity
      and not c.relispartition order by c.relname`;
  const done: string[] = [];
  while (done.length < rows.length) {
    const next = rows.find(
      (row) => !done.includes(row.name) && row.parents.every((parent) => done.includes(parent)),
    );
    if (!next) throw new Error("tables refer to each other in a circle");
    done.push(next.name);
  }
  return done;
}

/**
 * One row of one tenant in every table, made up from the catalog: a table that is added later is covered by itself.
 * Ids are the tenant's own for every key column, so rows refer to each other. Needs a superuser's connection.
 */
export async function seedEveryTable(sql: postgres.Sql, tenantId: Id<"tenant">, mark: string): Promise<void> {
  for (const table of await listTenantTables(sql)) {
    const columns = await listColumns(sql, table);
    const wanted = columns.filter((column) => column.required || column.name === "tenant_id");
    const values = wanted.map((column) => makeValue(column, tenantId, mark));
    await sql.unsafe(
      `insert into ${table} (${wanted.map(({ name }) => `"${name}"`).join(", ")})
       values (${wanted.map(({ type }, i) => `$${i + 1}::${type}`).join(", ")})`,
      values,
    );
  }
}

async function listColumns(sql: postgres.Sql, table: string): Promise<Column[]> {
  return sql<Column[]>`
    select a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull and not a.atthasdef as required,
      coalesce((select array(select m[1] from regexp_matches(pg_get_constraintdef(k.oid), '''([^'']+)''', 'g') m)
        from pg_constraint k where k.conrelid = a.attrelid and k.contype = 'c' and k.conkey = array[a.attnum] limit 1),
        '{}') as words
    from pg_attribute a where a.attrelid = ${table}::regclass and a.attnum > 0 and not a.attisdropped
    order by a.attnum`;
}

function makeValue({ type, words }: Column, tenantId: Id<"tenant">, mark: string): string {
  if (words[0]) return words[0];
  // The same id everywhere: tenant_id, id and every key that points to another table's row.
  if (type === "uuid") return tenantId;
  if (type.startsWith("timestamp")) return "2026-11-23T10:00:00Z";
  if (type === "date") return "2026-11-23";
  if (type === "boolean") return "true";
  if (type === "jsonb") return JSON.stringify({ mark });
  if (type === "bytea") return `\\x${Buffer.from(mark).toString("hex")}`;
  if (/^(integer|bigint|smallint|numeric)/.test(type)) return "1";
  if (type.startsWith("character(")) return mark.slice(0, 3).toUpperCase();
  return mark;
}
