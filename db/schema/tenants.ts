import { sql } from "drizzle-orm";
import {
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
import { appRole, idColumn, instant, oneOf, tenantPolicy, tenantTable, word } from "./columns";

export const roles = ["owner", "admin", "manager", "operator", "viewer"] as const;
export type Role = (typeof roles)[number];

const person = sql.raw(`(select nullif(current_setting('app.user_id', true), '')::uuid)`);

/** A client company's workspace. Its own id plays the part of tenant_id. */
export const tenant = pgTable(
  "tenant",
  {
    id: idColumn("id", "tenant").primaryKey(),
    name: text("name").notNull(),
    /** one of the 8 hues of the design */
    hue: smallint("hue").notNull().default(0),
    zone: text("zone").notNull().default("UTC"),
    createdAt: instant("created_at").notNull().defaultNow(),
    suspendedAt: instant("suspended_at"),
  },
  () => [
    pgPolicy("tenant_tenant", {
      to: appRole,
      for: "all",
      using: sql`id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)`,
      withCheck: sql`id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)`,
    }),
    pgPolicy("tenant_person", {
      to: appRole,
      for: "select",
      using: sql`exists (select 1 from member m where m.tenant_id = tenant.id and m.user_id = ${person})`,
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
    actorKind: word<"member" | "job">("actor_kind").notNull(),
    /** user id of a member, null for a job */
    actorId: uuid("actor_id"),
    actorName: text("actor_name").notNull(),
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
    oneOf("audit_actor_kind", t.actorKind, ["member", "job"]),
    oneOf("audit_outcome", t.outcome, ["done", "denied"]),
  ],
);
