import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import {
  bytes,
  grantsPolicy,
  idColumn,
  instant,
  limitPolicy,
  oneOf,
  schedulerRole,
  tenantTable,
  word,
} from "./columns";

export const environments = ["production", "sandbox"] as const;
export type Environment = (typeof environments)[number];
export const connectionStates = ["active", "reauthorise", "paused", "removed"] as const;
export type ConnectionState = (typeof connectionStates)[number];
export const flows = ["orders", "order-status"] as const;
export type Flow = (typeof flows)[number];
export const runKinds = ["poll", "sweep", "backfill", "fetch"] as const;
export type RunKind = (typeof runKinds)[number];
export const runStates = ["queued", "running", "done", "failed"] as const;
export type RunState = (typeof runStates)[number];

/** The tenant's own developer app; a connection without one uses the platform's. */
export const acornApp = tenantTable(
  "acorn_app",
  {
    id: idColumn("id", "app").notNull(),
    name: text("name").notNull(),
    applicationId: text("application_id").notNull(),
    clientId: text("client_id").notNull(),
    sealedClientSecret: text("sealed_client_secret").notNull(),
    visibility: word<"private" | "public">("visibility").notNull(),
    state: word<"draft" | "approved" | "disabled">("state").notNull(),
    /** start of the 180-day rotation clock */
    secretSetAt: instant("secret_set_at").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("acorn_app_client").on(t.tenantId, t.clientId),
    oneOf("acorn_app_visibility", t.visibility, ["private", "public"]),
    oneOf("acorn_app_state", t.state, ["draft", "approved", "disabled"]),
  ],
);

/** One authorisation: one vendor group in one region, production or sandbox. */
export const connection = tenantTable(
  "connection",
  {
    id: idColumn("id", "connection").notNull(),
    appId: idColumn("app_id", "app"),
    environment: word<Environment>("environment").notNull(),
    /** Vendor Central country of the consent, "US" */
    country: text("country").notNull(),
    region: word<"na" | "eu" | "fe">("region").notNull(),
    sellingPartnerId: text("selling_partner_id").notNull(),
    label: text("label").notNull(),
    /** learned from the documents that came */
    vendorCodes: text("vendor_codes").array().notNull().default(sql`'{}'`),
    authorisation: word<"consent" | "self">("authorisation").notNull(),
    state: word<ConnectionState>("state").notNull(),
    /** shadow: documents are prepared, judged and kept, and not sent */
    mode: word<"shadow" | "live">("mode").notNull().default("shadow"),
    /** why it is not active: a stable key */
    stateReason: text("state_reason"),
    authorisedAt: instant("authorised_at").notNull(),
    /** 365 days after consent for public apps; null = none known */
    expiresAt: instant("expires_at"),
    sealedRefreshToken: text("sealed_refresh_token").notNull(),
    sealedAccessToken: text("sealed_access_token"),
    accessExpiresAt: instant("access_expires_at"),
    /** one refresh at a time: holder until then, and the fence its write must still match */
    refreshLeaseUntil: instant("refresh_lease_until"),
    refreshFence: bigint("refresh_fence", { mode: "number" }).notNull().default(0),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("connection_partner").on(t.tenantId, t.environment, t.region, t.sellingPartnerId),
    foreignKey({ columns: [t.tenantId, t.appId], foreignColumns: [acornApp.tenantId, acornApp.id] }),
    oneOf("connection_environment", t.environment, environments),
    oneOf("connection_region", t.region, ["na", "eu", "fe"]),
    oneOf("connection_authorisation", t.authorisation, ["consent", "self"]),
    oneOf("connection_state", t.state, connectionStates),
    oneOf("connection_mode", t.mode, ["shadow", "live"]),
    limitPolicy("connection", "id"),
  ],
);

/** One started consent; the row is spent by the first callback that fits it. */
export const oauthState = tenantTable(
  "oauth_state",
  {
    id: idColumn("id", "oauthState").notNull(),
    stateHash: bytes("state_hash").notNull(),
    sessionHash: bytes("session_hash").notNull(),
    userId: idColumn("user_id", "user").notNull(),
    appId: idColumn("app_id", "app"),
    country: text("country").notNull(),
    environment: word<Environment>("environment").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("oauth_state_hash").on(t.tenantId, t.stateHash),
    foreignKey({ columns: [t.tenantId, t.appId], foreignColumns: [acornApp.tenantId, acornApp.id] }),
  ],
);

/** What is read how often from one connection, how fresh it is and where reading goes on. */
export const syncFlow = tenantTable(
  "sync_flow",
  {
    connectionId: idColumn("connection_id", "connection").notNull(),
    flow: word<Flow>("flow").notNull(),
    /** of a sandbox connection, marked by the database: the door over several tenants sees no connection */
    isSandbox: boolean("is_sandbox").notNull().default(false),
    /** 1, 5, 15 or 60; null = daily at dailyAt */
    everyMinutes: integer("every_minutes"),
    /** local time "HH:MM" in dailyZone */
    dailyAt: text("daily_at"),
    dailyZone: text("daily_zone"),
    enabled: boolean("enabled").notNull().default(true),
    nextDueAt: instant("next_due_at").notNull(),
    nextSweepAt: instant("next_sweep_at").notNull(),
    lastOkAt: instant("last_ok_at"),
    /** consecutive failed runs */
    failures: integer("failures").notNull().default(0),
    lastErrorCode: text("last_error_code"),
    createdCursor: instant("created_cursor"),
    changedCursor: instant("changed_cursor"),
    /** oldest instant the backfill has not read yet; null = not begun */
    backfillCursor: instant("backfill_cursor"),
    backfillFrom: instant("backfill_from"),
    backfillDoneAt: instant("backfill_done_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.connectionId, t.flow] }),
    foreignKey({
      columns: [t.tenantId, t.connectionId],
      foreignColumns: [connection.tenantId, connection.id],
    }).onDelete("cascade"),
    index("sync_flow_due").on(t.nextDueAt),
    oneOf("sync_flow_flow", t.flow, flows),
    grantsPolicy("sync_flow"),
    limitPolicy("sync_flow"),
    pgPolicy("sync_flow_due_list", { to: schedulerRole, for: "select", using: sql`true` }),
  ],
);

/** One reading of one flow, with what it did; the audit of a sync is this row. */
export const syncRun = tenantTable(
  "sync_run",
  {
    id: idColumn("id", "syncRun").notNull(),
    connectionId: idColumn("connection_id", "connection").notNull(),
    flow: word<Flow>("flow").notNull(),
    kind: word<RunKind>("kind").notNull(),
    state: word<RunState>("state").notNull(),
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at"),
    pages: integer("pages").notNull().default(0),
    seen: integer("seen").notNull().default(0),
    inserted: integer("inserted").notNull().default(0),
    changed: integer("changed").notNull().default(0),
    quarantined: integer("quarantined").notNull().default(0),
    /** windows read of windows to read */
    stepsDone: integer("steps_done").notNull().default(0),
    stepsTotal: integer("steps_total").notNull().default(0),
    errorCode: text("error_code"),
    errorReason: text("error_reason"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("sync_run_recent").on(t.tenantId, t.connectionId, t.flow, t.startedAt),
    foreignKey({
      columns: [t.tenantId, t.connectionId],
      foreignColumns: [connection.tenantId, connection.id],
    }).onDelete("cascade"),
    oneOf("sync_run_flow", t.flow, flows),
    oneOf("sync_run_kind", t.kind, runKinds),
    oneOf("sync_run_state", t.state, runStates),
    limitPolicy("sync_run"),
  ],
);

/** One HTTP attempt; partitioned by month over uuidv7 ranges of `id`. Never tokens, never bodies. */
export const apiCall = tenantTable(
  "api_call",
  {
    id: idColumn("id", "apiCall").notNull(),
    connectionId: idColumn("connection_id", "connection").notNull(),
    operation: text("operation").notNull(),
    method: text("method").notNull(),
    path: text("path").notNull(),
    /** null = no answer */
    status: integer("status"),
    attempt: integer("attempt").notNull(),
    startedAt: instant("started_at").notNull(),
    durationMs: integer("duration_ms").notNull(),
    acornRequestId: text("acorn_request_id"),
    requestBytes: integer("request_bytes").notNull(),
    responseBytes: integer("response_bytes").notNull(),
    errorCode: text("error_code"),
    headers: jsonb("headers").$type<Record<string, string>>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("api_call_connection").on(t.tenantId, t.connectionId, t.id),
    limitPolicy("api_call"),
  ],
);
