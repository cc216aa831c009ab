import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { type SubmissionState, submissionStates } from "../words";
import { bytes, idColumn, instant, limitPolicy, oneOf, schedulerRole, tenantTable, word } from "./columns";
import { connection } from "./connections";

/** One document on its way to Amazon. The row is the queue; an event is only a nudge. */
export const submission = tenantTable(
  "submission",
  {
    id: idColumn("id", "submission").notNull(),
    connectionId: idColumn("connection_id", "connection").notNull(),
    /** which small object knows what it is: "acknowledgement" */
    kind: text("kind").notNull(),
    subjectKind: word<"order">("subject_kind").notNull(),
    subjectId: uuid("subject_id").notNull(),
    /** what Amazon knows it by */
    naturalKey: text("natural_key").notNull(),
    /** version of the subject that it was written for */
    subjectVersion: integer("subject_version").notNull(),
    state: word<SubmissionState>("state").notNull(),
    /** prepared, judged and kept, and never sent */
    isShadow: boolean("is_shadow").notNull(),
    /** exactly what leaves, and its sha256 */
    body: bytes("body").notNull(),
    bodyHash: bytes("body_hash").notNull(),
    /** the same in our words */
    document: jsonb("document").$type<Record<string, unknown>>().notNull(),
    /** grows with each attempt to send; every write of an attempt must still match it */
    attempt: integer("attempt").notNull().default(0),
    /** when the road must look at it again, whatever its state; null = nothing to do by itself */
    nextAt: instant("next_at"),
    /** when Amazon took it in; the first byte that may have arrived, when nobody knows */
    sentAt: instant("sent_at"),
    transactionId: text("transaction_id"),
    acornRequestId: text("acorn_request_id"),
    /** what Amazon said against it */
    reasons: jsonb("reasons").$type<{ code: string; message: string }[]>().notNull().default(sql`'[]'`),
    /** what Amazon showed at the last look, by the kind */
    evidence: jsonb("evidence").$type<Record<string, unknown>>(),
    /** no trace for half an hour: a case with Amazon can be opened */
    caseDueAt: instant("case_due_at"),
    /** when a person has settled what no look can: nothing more is asked of anybody */
    closedAt: instant("closed_at"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    // one document of a natural key on its way at a time
    uniqueIndex("submission_open")
      .on(t.tenantId, t.connectionId, t.kind, t.naturalKey)
      .where(sql`state in ('awaiting_approval', 'queued', 'sending', 'unknown')`),
    index("submission_subject").on(t.tenantId, t.subjectKind, t.subjectId, t.id),
    index("submission_due").on(t.nextAt),
    foreignKey({
      columns: [t.tenantId, t.connectionId],
      foreignColumns: [connection.tenantId, connection.id],
    }),
    oneOf("submission_state", t.state, submissionStates),
    limitPolicy("submission"),
    pgPolicy("submission_due_list", { to: schedulerRole, for: "select", using: sql`next_at is not null` }),
  ],
);

/** What happened to a document, and by what evidence; written once. */
export const submissionEvent = tenantTable(
  "submission_event",
  {
    submissionId: idColumn("submission_id", "submission").notNull(),
    /** 1, 2, 3 …: what happened in the same millisecond keeps its order */
    step: integer("step").notNull(),
    connectionId: idColumn("connection_id", "connection").notNull(),
    at: instant("at").notNull(),
    state: word<SubmissionState>("state").notNull(),
    attempt: integer("attempt").notNull(),
    actor: text("actor").notNull(),
    /** transaction and request ids, reasons, a person's note */
    facts: jsonb("facts").$type<Record<string, unknown>>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.submissionId, t.step] }),
    foreignKey({
      columns: [t.tenantId, t.submissionId],
      foreignColumns: [submission.tenantId, submission.id],
    }),
    oneOf("submission_event_state", t.state, submissionStates),
    limitPolicy("submission_event"),
  ],
);
