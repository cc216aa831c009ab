import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  check,
  customType,
  numeric,
  type PgColumnBuilderBase,
  type PgTableExtraConfigValue,
  pgPolicy,
  pgRole,
  pgTable,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import type { Id, IdKind } from "@/server/platform/ids";

export const appRole = pgRole("oakline_app").existing();
export const schedulerRole = pgRole("oakline_scheduler").existing();

/** Instant in UTC, millisecond precision. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

/** Exact money amount or unit cost; a decimal string in TypeScript. */
export const amount = (name: string) => numeric(name, { precision: 19, scale: 6 });

export const idColumn = <K extends IdKind>(name: string, _kind: K) => uuid(name).$type<Id<K>>();

export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** The check that stands in for an enum, so that adding a word is a plain migration. */
export function oneOf(name: string, column: AnyPgColumn, words: readonly string[]) {
  const list = sql.raw(words.map((word) => `'${word}'`).join(", "));
  return check(name, sql`${column} in (${list})`);
}

const ownTenant = sql`tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)`;
// An array of its own query is read once a statement; with the cast outside, the text would be parsed anew for every row.
const grantedTenants = sql`tenant_id = any(array(select unnest(nullif(current_setting('app.tenant_ids', true), '')::uuid[])))`;

/** The row-security policy of a tenant table: one tenant per transaction, for reading and writing. */
export const tenantPolicy = (table: string) =>
  pgPolicy(`${table}_tenant`, { to: appRole, for: "all", using: ownTenant, withCheck: ownTenant });

/** Nothing, or the tenants in which the reader may see the connections of `app.connection_ids` alone. */
const limitedTenants = sql`(select nullif(current_setting('app.limited_tenants', true), ''))`;
const connectionIds = sql`(select nullif(current_setting('app.connection_ids', true), ''))`;
const isUnlimited = sql`${limitedTenants} is null or tenant_id <> all (${limitedTenants}::uuid[])`;

/** A grant may name connections: rows of all others do not exist for its holder, whatever a query asks for. */
export const limitPolicy = (table: string, column = "connection_id") =>
  pgPolicy(`${table}_limit`, {
    as: "restrictive",
    to: appRole,
    for: "all",
    using: sql`${isUnlimited} or ${sql.raw(column)} = any (${connectionIds}::uuid[])`,
  });

/** The same for the parts of an order. */
export const orderLimitPolicy = (table: string) =>
  pgPolicy(`${table}_limit`, {
    as: "restrictive",
    to: appRole,
    for: "all",
    using: sql`${isUnlimited} or exists (
      select 1 from purchase_order o where o.tenant_id = ${sql.raw(table)}.tenant_id and o.id = ${sql.raw(table)}.order_id)`,
  });

/** The second, read-only policy behind the door `inGrants`. */
export const grantsPolicy = (table: string) =>
  pgPolicy(`${table}_grants`, { to: appRole, for: "select", using: grantedTenants });

/** A table of one tenant's rows: `tenant_id` comes first in every key, and the tenant policy is always on. */
export function tenantTable<N extends string, C extends Record<string, PgColumnBuilderBase>>(
  name: N,
  columns: C,
  extra: (table: Record<keyof C | "tenantId", AnyPgColumn>) => PgTableExtraConfigValue[],
) {
  return pgTable(name, { tenantId: tenantId(), ...columns }, (table) => [
    tenantPolicy(name),
    // Drizzle's own type for `table` is exactly these columns; naming it would repeat its internals.
    ...extra(table as unknown as Record<keyof C | "tenantId", AnyPgColumn>),
  ]);
}

const tenantId = () => idColumn("tenant_id", "tenant").notNull();

/** Free text with a closed word list in TypeScript; pair it with `oneOf`. */
export const word = <W extends string>(name: string) => text(name).$type<W>();
