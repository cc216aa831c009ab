import { sql } from "drizzle-orm";
import {
  boolean,
  char,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { type OrderStatus, orderStatuses, type SubmissionState, submissionStates } from "../words";
import {
  amount,
  bytes,
  grantsPolicy,
  idColumn,
  instant,
  limitPolicy,
  oneOf,
  orderLimitPolicy,
  tenantTable,
  word,
} from "./columns";
import { connection } from "./connections";

/** A party of a document as stored: vendor code, FC code or Amazon entity. */
export type StoredParty = {
  code: string;
  name: string | null;
  addressLines: string[];
  city: string | null;
  region: string | null;
  postalCode: string | null;
  country: string | null;
  taxRegistration: { type: string; number: string } | null;
};

/** The exact bytes of one document as they crossed the wire, compressed, once per distinct content. */
export const archive = tenantTable(
  "archive",
  {
    id: idColumn("id", "archive").notNull(),
    sha256: bytes("sha256").notNull(),
    kind: word<"order" | "order-status" | "unreadable">("kind").notNull(),
    /** deflate-raw */
    content: bytes("content").notNull(),
    /** bytes before compression */
    size: integer("size").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("archive_content").on(t.tenantId, t.sha256),
    oneOf("archive_kind", t.kind, ["order", "order-status", "unreadable"]),
  ],
);

/** A purchase order as Amazon last showed it, with the figures its lines add up to (eaches). */
export const order = tenantTable(
  "purchase_order",
  {
    id: idColumn("id", "order").notNull(),
    connectionId: idColumn("connection_id", "connection").notNull(),
    number: text("number").notNull(),
    /** grows by one with every change we stored */
    version: integer("version").notNull().default(1),
    /** Amazon's state in our words, or its own text when unknown */
    state: text("state").notNull(),
    status: word<OrderStatus>("status").notNull(),
    /** where the last answer stands that we sent or are about to send; null = none of ours, or a person has settled it */
    answer: word<SubmissionState>("answer"),
    type: text("type"),
    orderedAt: instant("ordered_at").notNull(),
    /** day of orderedAt in the marketplace's zone */
    orderedOn: date("ordered_on", { mode: "string" }).notNull(),
    changedAt: instant("changed_at"),
    stateChangedAt: instant("state_changed_at"),
    /** orderedAt + 24 h */
    confirmDueAt: instant("confirm_due_at").notNull(),
    /** the deadline that still runs; null = none */
    nextDueAt: instant("next_due_at"),
    vendorCode: text("vendor_code"),
    fcCode: text("fc_code"),
    /** country shown: the fulfilment centre's, else the connection's */
    country: text("country").notNull(),
    shipTo: jsonb("ship_to").$type<StoredParty | null>(),
    billTo: jsonb("bill_to").$type<StoredParty | null>(),
    buying: jsonb("buying").$type<StoredParty | null>(),
    selling: jsonb("selling").$type<StoredParty | null>(),
    windowKind: word<"ship" | "delivery">("window_kind"),
    windowStartAt: instant("window_start_at"),
    windowEndAt: instant("window_end_at"),
    paymentMethod: text("payment_method"),
    dealCode: text("deal_code"),
    importTerms: jsonb("import_terms").$type<Record<string, string | null> | null>(),
    /** XXX = no cost, or lines in more than one currency: then value is null */
    currency: char("currency", { length: 3 }).notNull(),
    value: amount("value"),
    lineCount: integer("line_count").notNull(),
    orderedUnits: integer("ordered_units").notNull(),
    acceptedUnits: integer("accepted_units"),
    rejectedUnits: integer("rejected_units"),
    receivedUnits: integer("received_units"),
    /** when Amazon last changed something after we had read it */
    amazonChangedAt: instant("amazon_changed_at"),
    archiveId: idColumn("archive_id", "archive").notNull(),
    statusArchiveId: idColumn("status_archive_id", "archive"),
    statusUpdatedAt: instant("status_updated_at"),
    statusSeenAt: instant("status_seen_at"),
    firstSeenAt: instant("first_seen_at").notNull(),
    seenAt: instant("seen_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("purchase_order_number").on(t.tenantId, t.connectionId, t.number),
    // By case: Postgres takes coalesce for leaky and would not bound this index with it under row security.
    index("purchase_order_due").on(
      t.tenantId,
      sql`(case when ${t.nextDueAt} is null then 'infinity'::timestamptz else ${t.nextDueAt} end)`,
      t.id,
    ),
    index("purchase_order_ordered").on(t.tenantId, t.orderedAt, t.id),
    index("purchase_order_day").on(t.tenantId, t.connectionId, t.orderedOn),
    foreignKey({
      columns: [t.tenantId, t.connectionId],
      foreignColumns: [connection.tenantId, connection.id],
    }),
    foreignKey({ columns: [t.tenantId, t.archiveId], foreignColumns: [archive.tenantId, archive.id] }),
    foreignKey({ columns: [t.tenantId, t.statusArchiveId], foreignColumns: [archive.tenantId, archive.id] }),
    oneOf("purchase_order_status", t.status, orderStatuses),
    oneOf("purchase_order_answer", t.answer, submissionStates),
    limitPolicy("purchase_order"),
  ],
);

export const orderLine = tenantTable(
  "purchase_order_line",
  {
    orderId: idColumn("order_id", "order").notNull(),
    /** Amazon's itemSequenceNumber */
    sequence: text("sequence").notNull(),
    position: integer("position").notNull(),
    asin: text("asin"),
    vendorSku: text("vendor_sku"),
    /** as ordered, in `unit` */
    orderedAmount: integer("ordered_amount").notNull(),
    unit: text("unit").notNull(),
    unitSize: integer("unit_size").notNull(),
    orderedUnits: integer("ordered_units").notNull(),
    isCancelled: boolean("is_cancelled").notNull(),
    isBackorderAllowed: boolean("is_backorder_allowed").notNull(),
    netCost: amount("net_cost"),
    listPrice: amount("list_price"),
    currency: char("currency", { length: 3 }),
    costPer: text("cost_per"),
    confirmation: text("confirmation"),
    acceptedUnits: integer("accepted_units"),
    rejectedUnits: integer("rejected_units"),
    cancelledUnits: integer("cancelled_units"),
    receiving: text("receiving"),
    receivedUnits: integer("received_units"),
    lastReceivedAt: instant("last_received_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.orderId, t.sequence] }),
    foreignKey({ columns: [t.tenantId, t.orderId], foreignColumns: [order.tenantId, order.id] }).onDelete(
      "cascade",
    ),
    orderLimitPolicy("purchase_order_line"),
  ],
);

export type FieldChange = { path: string; line: string | null; before: string | null; after: string | null };

/** What Amazon changed after we had read it, both originals kept. */
export const orderChange = tenantTable(
  "order_change",
  {
    id: idColumn("id", "change").notNull(),
    orderId: idColumn("order_id", "order").notNull(),
    version: integer("version").notNull(),
    seenAt: instant("seen_at").notNull(),
    amazonChangedAt: instant("amazon_changed_at"),
    changes: jsonb("changes").$type<FieldChange[]>().notNull(),
    beforeArchiveId: idColumn("before_archive_id", "archive").notNull(),
    afterArchiveId: idColumn("after_archive_id", "archive").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("order_change_version").on(t.tenantId, t.orderId, t.version),
    foreignKey({ columns: [t.tenantId, t.orderId], foreignColumns: [order.tenantId, order.id] }).onDelete(
      "cascade",
    ),
    foreignKey({ columns: [t.tenantId, t.beforeArchiveId], foreignColumns: [archive.tenantId, archive.id] }),
    foreignKey({ columns: [t.tenantId, t.afterArchiveId], foreignColumns: [archive.tenantId, archive.id] }),
    orderLimitPolicy("order_change"),
  ],
);

/** Orders counted per connection, status, currency and day; always equal to a recount. */
export const orderRollup = tenantTable(
  "order_rollup",
  {
    connectionId: idColumn("connection_id", "connection").notNull(),
    status: word<OrderStatus>("status").notNull(),
    currency: char("currency", { length: 3 }).notNull(),
    orderedOn: date("ordered_on", { mode: "string" }).notNull(),
    orders: integer("orders").notNull(),
    lines: integer("lines").notNull(),
    units: integer("units").notNull(),
    value: amount("value").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.connectionId, t.orderedOn, t.status, t.currency] }),
    foreignKey({
      columns: [t.tenantId, t.connectionId],
      foreignColumns: [connection.tenantId, connection.id],
    }),
    grantsPolicy("order_rollup"),
    limitPolicy("order_rollup"),
  ],
);

/** A record that could not be understood: its bytes wait here while the page went on. */
export const quarantine = tenantTable(
  "quarantine",
  {
    id: idColumn("id", "quarantine").notNull(),
    connectionId: idColumn("connection_id", "connection").notNull(),
    operation: text("operation").notNull(),
    archiveId: idColumn("archive_id", "archive").notNull(),
    faults: jsonb("faults").$type<{ path: string; message: string }[]>().notNull(),
    createdAt: instant("created_at").notNull(),
    resolvedAt: instant("resolved_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("quarantine_content").on(t.tenantId, t.connectionId, t.operation, t.archiveId),
    foreignKey({
      columns: [t.tenantId, t.connectionId],
      foreignColumns: [connection.tenantId, connection.id],
    }),
    foreignKey({ columns: [t.tenantId, t.archiveId], foreignColumns: [archive.tenantId, archive.id] }),
    limitPolicy("quarantine"),
  ],
);

/** Words and fields Amazon sent that we do not know, counted. */
export const drift = tenantTable(
  "drift",
  {
    connectionId: idColumn("connection_id", "connection").notNull(),
    operation: text("operation").notNull(),
    path: text("path").notNull(),
    value: text("value").notNull(),
    count: integer("count").notNull(),
    firstSeenAt: instant("first_seen_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.connectionId, t.operation, t.path, t.value] }),
    foreignKey({
      columns: [t.tenantId, t.connectionId],
      foreignColumns: [connection.tenantId, connection.id],
    }),
    limitPolicy("drift"),
  ],
);
