import { getTableColumns, getTableName, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "./tenant";

/**
 * Writes many rows of one table in one statement; rows that are already so are not written again.
 * Every row must name the same columns. A column travels as one array, or as one value where all rows agree.
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
  const texts = used.map(({ key, column }) => rows.map((row) => textOf(column, read(row, key))));
  const varying = texts.flatMap((column, i) => (column.some((text) => text !== column[0]) ? [i] : []));
  // Something must say how many rows there are.
  const inArrays = new Set(varying.length > 0 ? varying : [0]);
  const arrays = [...inArrays].map(
    (i) => sql`${sql.param(arrayLiteral(texts[i] ?? []))}::${typeOf(used[i]?.column)}[]`,
  );
  const aliases = [...inArrays].map((i) => sql.identifier(`c${i}`));
  const values = used.map(({ column }, i) =>
    inArrays.has(i) ? sql.identifier(`c${i}`) : sql`${sql.param(texts[i]?.[0] ?? null)}::${typeOf(column)}`,
  );
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
    select ${list(values.map((value) => sql`${value}`))} from unnest(${list(arrays)}) as u (${list(aliases.map((alias) => sql`${alias}`))})
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

const typeOf = (column: PgColumn | undefined) => sql.raw(column?.getSQLType() ?? "text");

const needsNoQuotes = /^[\w.:+-]+$/;

/** `{a,"b c",NULL}`: what the array type reads back element by element. */
function arrayLiteral(texts: readonly (string | null)[]): string {
  const elements = texts.map((text) => {
    if (text === null) return "NULL";
    if (needsNoQuotes.test(text) && text.toUpperCase() !== "NULL") return text;
    return `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
  });
  return `{${elements.join(",")}}`;
}

/** Postgres text holds neither NUL nor half a surrogate pair; both become U+FFFD, and the original bytes keep the truth. */
function storable(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const text = value.isWellFormed() ? value : value.toWellFormed();
  return text.includes("\0") ? text.replaceAll("\0", "\uFFFD") : text;
}
