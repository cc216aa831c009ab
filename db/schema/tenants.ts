import { sql } from "drizzle-orm";
import {
  bigint,
  foreignKey,
  index,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { appRole, bytes, idColumn, instant, oneOf, tenantPolicy, tenantTable, word } from "./columns";

export const roles = ["owner", "admin", "manager", "operator", "viewer"] as const;
export type Role = (typeof roles)[number];

const person = sql.raw(`(select nullif(current_setting('app.user_id', true), '')::uuid)`);

export const tenantKinds = ["company", "agency"] as const;
export type TenantKind = (typeof tenantKinds)[number];

/**
 * A workspace: of a client company, or of an agency, whose members are its staff. Its own id plays the part of tenant_id.
 */
export const tenant = pgTable(
  "tenant",
  {
    id: idColumn("id", "tenant").primaryKey(),
    kind: word<TenantKind>("kind").notNull().default("company"),
    name: text("name").notNull(),
    /** one of the 8 hues of the design */
    hue: smallint("hue").notNull().default(0),
    zone: text("zone").notNull().default("UTC"),
    createdAt: instant("created_at").notNull().defaultNow(),
    suspendedAt: instant("suspended_at"),
    /** asked to be deleted: until then there is a way back, afterwards nothing is left */
    deletionDueAt: instant("deletion_due_at"),
  },
  (t) => [
    oneOf("tenant_kind", t.kind, tenantKinds),
    pgPolicy("tenant_tenant", {
      to: appRole,
      for: "all",
      using: sql`id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)`,
      withCheck: sql`id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)`,
    }),
    pgPolicy("tenant_person", {
      to: appRole,
      for: "select",
      using: sql`exists (select 1 from member m where m.tenant_id = tenant.id and m.user_id = ${person})
        or exists (select 1 from agency_grant g join member m on m.tenant_id = g.agency_id and m.user_id = ${person}
          where g.tenant_id = tenant.id and g.revoked_at is null and (g.ends_at is null or g.ends_at > now()))`,
    }),
  ],
);

/** A person's place in a tenant; name and address are copies for lists and audit. */
export const member = pgTable(
  "member",
  {
    tenantId: idColumn("tenant_id", "tenant")
      .notNull()
      .references(() => tenant.id, { onDelete: "cascade" }),
    id: idColumn("id", "member").notNull(),
    userId: idColumn("user_id", "user").notNull(),
    role: word<Role>("role").notNull(),
    name: text("name").notNull(),
    email: text("email").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("member_user").on(t.tenantId, t.userId),
    index("member_of_person").on(t.userId),
    oneOf("member_role", t.role, roles),
    tenantPolicy("member"),
    pgPolicy("member_person", { to: appRole, for: "select", using: sql`user_id = ${person}` }),
  ],
);

/** The tenant's data key, wrapped by ENCRYPTION_KEYS. Deleting the rows shreds everything sealed with them. */
export const tenantKey = tenantTable(
  "tenant_key",
  {
    id: idColumn("id", "key").notNull(),
    wrapped: text("wrapped").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** Who did what, as whom, before and after; insert-only for the app. */
export const audit = tenantTable(
  "audit",
  {
    id: idColumn("id", "audit").notNull(),
    at: instant("at").notNull(),
    actorKind: word<"member" | "agency" | "job">("actor_kind").notNull(),
    /** user id of a member or of an agency's staff, null for a job */
    actorId: uuid("actor_id"),
    actorName: text("actor_name").notNull(),
    /** the grant and the agency's name, when staff of an agency acted */
    grantId: idColumn("grant_id", "grant"),
    agencyName: text("agency_name"),
    /** from where: the client's address and its browser in short; null for a job */
    address: text("address"),
    device: text("device"),
    action: text("action").notNull(),
    outcome: word<"done" | "denied">("outcome").notNull(),
    subjectKind: text("subject_kind"),
    subjectId: uuid("subject_id"),
    before: jsonb("before").$type<Record<string, unknown>>(),
    after: jsonb("after").$type<Record<string, unknown>>(),
    requestId: text("request_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("audit_subject").on(t.tenantId, t.subjectKind, t.subjectId),
    oneOf("audit_actor_kind", t.actorKind, ["member", "agency", "job"]),
    oneOf("audit_outcome", t.outcome, ["done", "denied"]),
  ],
);

/** The chain over a tenant's audit: each row's hash covers the row before it. Insert-only. */
export const auditSeal = tenantTable(
  "audit_seal",
  {
    /** 1, 2, 3 … without a gap */
    position: bigint("position", { mode: "number" }).notNull(),
    auditId: idColumn("audit_id", "audit").notNull(),
    /** sha256 over the hash before, position, `sealedAt` and the row's canonical form */
    hash: bytes("hash").notNull(),
    sealedAt: instant("sealed_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.position] }),
    uniqueIndex("audit_seal_row").on(t.tenantId, t.auditId),
    foreignKey({ columns: [t.tenantId, t.auditId], foreignColumns: [audit.tenantId, audit.id] }),
  ],
);

/** A mailed offer of a place; the link's token is stored hashed and works once. */
export const invitation = tenantTable(
  "invitation",
  {
    id: idColumn("id", "invitation").notNull(),
    /** lower case; only the person who owns this address can accept */
    email: text("email").notNull(),
    role: word<Role>("role").notNull(),
    tokenHash: bytes("token_hash").notNull(),
    /** copies for the page behind the link, which may see nothing else of the tenant */
    tenantName: text("tenant_name").notNull(),
    tenantHue: smallint("tenant_hue").notNull(),
    invitedByName: text("invited_by_name").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("invitation_token").on(t.tokenHash),
    uniqueIndex("invitation_open")
      .on(t.tenantId, t.email)
      .where(sql`accepted_at is null and revoked_at is null`),
    oneOf("invitation_role", t.role, roles),
  ],
);

/** A company of the tenant under which it sells and bills. */
export const legalEntity = tenantTable(
  "legal_entity",
  {
    id: idColumn("id", "legalEntity").notNull(),
    name: text("name").notNull(),
    /** ISO 3166-1, two letters */
    country: text("country").notNull(),
    registration: text("registration"),
    addressLines: text("address_lines").array().notNull().default(sql`'{}'`),
    archivedAt: instant("archived_at"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("legal_entity_name").on(t.tenantId, t.name).where(sql`archived_at is null`),
  ],
);
