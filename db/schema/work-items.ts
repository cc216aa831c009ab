import { sql } from "drizzle-orm";
import {
  boolean,
  char,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { amount, grantsPolicy, idColumn, instant, limitPolicy, oneOf, tenantTable, word } from "./columns";
import { connection } from "./connections";

export const workKinds = [
  "confirm",
  "changed",
  "answer",
  "reauthorise",
  "rotate-secret",
  "sync-failing",
  "access-review",
] as const;
export type WorkKind = (typeof workKinds)[number];

/** One thing a person must do, written by the verb that found it and closed by the one that saw it done. */
export const workItem = tenantTable(
  "work_item",
  {
    id: idColumn("id", "workItem").notNull(),
    kind: word<WorkKind>("kind").notNull(),
    subjectKind: word<"order" | "connection" | "app" | "accessReview">("subject_kind").notNull(),
    subjectId: uuid("subject_id").notNull(),
    connectionId: idColumn("connection_id", "connection"),
    /** of a sandbox connection, marked by the database: the door over several tenants sees no connection */
    isSandbox: boolean("is_sandbox").notNull().default(false),
    dueAt: instant("due_at"),
    moneyAtRisk: amount("money_at_risk"),
    currency: char("currency", { length: 3 }),
    state: word<"open" | "done">("state").notNull(),
    assigneeId: idColumn("assignee_id", "member"),
    /** values for the sentence, by kind */
    facts: jsonb("facts").$type<Record<string, string | number>>().notNull(),
    createdAt: instant("created_at").notNull(),
    closedAt: instant("closed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("work_item_open").on(t.tenantId, t.kind, t.subjectId).where(sql`state = 'open'`),
    index("work_item_due").on(t.tenantId, t.state, t.dueAt, t.id),
    foreignKey({
      columns: [t.tenantId, t.connectionId],
      foreignColumns: [connection.tenantId, connection.id],
    }),
    oneOf("work_item_kind", t.kind, workKinds),
    oneOf("work_item_state", t.state, ["open", "done"]),
    grantsPolicy("work_item"),
    limitPolicy("work_item"),
  ],
);

/** Mail on its way out; the same cause is mailed once. */
export const mail = tenantTable(
  "mail",
  {
    id: idColumn("id", "mail").notNull(),
    /** one mail per cause and reader */
    dedupeKey: text("dedupe_key").notNull(),
    toEmail: text("to_email").notNull(),
    template: text("template").notNull(),
    locale: text("locale").notNull(),
    facts: jsonb("facts").$type<Record<string, string | number>>().notNull(),
    state: word<"queued" | "sent" | "failed">("state").notNull(),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at").notNull(),
    sentAt: instant("sent_at"),
    error: text("error"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("mail_once").on(t.tenantId, t.dedupeKey),
    index("mail_queue").on(t.tenantId, t.state, t.nextAttemptAt),
    oneOf("mail_state", t.state, ["queued", "sent", "failed"]),
  ],
);
