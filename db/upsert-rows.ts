import { getTableColumns, getTableName, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "./tenant";

/**
 * Writes many rows of one table in one statement; rows that are already so are not written again.
 * Every row must name the same columns. Text travels as one array a column and is cast by the database.
 * @param keys columns of the unique key that decides insert or update; null = plain insert
 * @param write which columns an existing row takes over; default all but the keys; empty = leave it as it is
 */
export async function upsertRows<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: readonly T["$inferInsert"][],
  keys: readonly (keyof T["$inferInsert"] & string)[],
  write?: readonly (keyof T["$inferInsert"] & string)[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns: Record<string, PgColumn> = getTableColumns(table);
  const used = Object.keys(first).flatMap((key) => {
    const column = columns[key];
    return column ? [{ key, column, name: sql.identifier(column.name) }] : [];
  });
  const arrays = used.map(
    ({ key, column }) => sql`${sql.param(rows.map((row) => textOf(column, read(row, key))))}::text[]`,
  );
  const aliases = used.map((_, i) => sql.identifier(`c${i}`));
  const casts = used.map(({ column }, i) => sql`c${sql.raw(String(i))}::${sql.raw(column.getSQLType())}`);
  const keyNames = new Set<string>(keys);
  const writeNames = write && new Set<string>(write);
  const updated = used.filter(({ key }) => (writeNames ? writeNames.has(key) : !keyNames.has(key)));
  const target = sql.identifier(getTableName(table));
  const conflict = used.filter(({ key }) => keyNames.has(key)).map(({ name }) => name);
  const onConflict =
    updated.length === 0
      ? sql`do nothing`
      : sql`do update set ${list(updated.map(({ name }) => sql`${name} = excluded.${name}`))}
          where (${list(updated.map(({ name }) => sql`t.${name}`))})
            is distinct from (${list(updated.map(({ name }) => sql`excluded.${name}`))})`;
  await tx.execute(sql`
    insert into ${target} as t (${list(used.map(({ name }) => sql`${name}`))})
    select ${list(casts)} from unnest(${list(arrays)}) as u (${list(aliases.map((alias) => sql`${alias}`))})
    on conflict (${list(conflict.map((name) => sql`${name}`))}) ${onConflict}`);
}

const list = (parts: SQL[]) => sql.join(parts, sql`, `);

function read(row: object, key: string): unknown {
  // Rows are typed by the table; here their values are read by the names the table itself gives.
  return (row as Record<string, unknown>)[key];
}

/** A value as Postgres reads it from text. */
function textOf(column: PgColumn, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString("hex")}`;
  if (column.getSQLType() === "jsonb") return JSON.stringify(value, (_, part) => storable(part));
  return String(storable(value));
}

/** Postgres text holds neither NUL nor half a surrogate pair; both become U+FFFD, and the original bytes keep the truth. */
function storable(value: unknown): unknown {
  return typeof value === "string" ? value.toWellFormed().replaceAll("\0", "\uFFFD") : value;
}
