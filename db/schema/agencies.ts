import { sql } from "drizzle-orm";
import { foreignKey, index, pgPolicy, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { appRole, idColumn, instant, oneOf, tenantTable, word } from "./columns";

export const grantRoles = ["admin", "manager", "operator", "viewer"] as const;
export type GrantRole = (typeof grantRoles)[number];

const person = sql.raw(`(select nullif(current_setting('app.user_id', true), '')::uuid)`);

/** A tenant's leave for the staff of an agency to enter: as what, to which connections, until when. Revoked at once. */
export const agencyGrant = tenantTable(
  "agency_grant",
  {
    id: idColumn("id", "grant").notNull(),
    /** the agency is a tenant of its own; no foreign key may cross tenants */
    agencyId: idColumn("agency_id", "tenant").notNull(),
    agencyName: text("agency_name").notNull(),
    role: word<GrantRole>("role").notNull(),
    /** null = all connections, those to come included */
    connectionIds: uuid("connection_ids").array(),
    /** null = until revoked */
    endsAt: instant("ends_at"),
    grantedByName: text("granted_by_name").notNull(),
    createdAt: instant("created_at").notNull(),
    revokedAt: instant("revoked_at"),
    revokedByName: text("revoked_by_name"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("agency_grant_live").on(t.tenantId, t.agencyId).where(sql`revoked_at is null`),
    index("agency_grant_agency_id").on(t.agencyId),
    oneOf("agency_grant_role", t.role, grantRoles),
    // A person finds the grants of the agencies they are staff of; an agency the grants made to it.
    pgPolicy("agency_grant_person", {
      to: appRole,
      for: "select",
      using: sql`exists (select 1 from member m where m.tenant_id = agency_grant.agency_id and m.user_id = ${person})`,
    }),
    pgPolicy("agency_grant_agency", {
      to: appRole,
      for: "select",
      using: sql`agency_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)`,
    }),
  ],
);

/** Who of an agency was in a tenant, from when to when; a visit ends after half an hour without a request. */
export const agencyVisit = tenantTable(
  "agency_visit",
  {
    id: idColumn("id", "agencyVisit").notNull(),
    grantId: idColumn("grant_id", "grant").notNull(),
    userId: idColumn("user_id", "user").notNull(),
    name: text("name").notNull(),
    email: text("email").notNull(),
    enteredAt: instant("entered_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("agency_visit_recent").on(t.tenantId, t.grantId, t.userId, t.lastSeenAt),
    foreignKey({ columns: [t.tenantId, t.grantId], foreignColumns: [agencyGrant.tenantId, agencyGrant.id] }),
  ],
);
