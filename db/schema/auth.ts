import {
  bigint,
  integer,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { idColumn } from "./columns";

/** Read and written by server/access alone, through a role of its own. */
export const auth = pgSchema("auth");
const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

/** A person and how they want to read. */
export const user = auth.table(
  "user",
  {
    id: idColumn("id", "user").primaryKey(),
    name: text("name"),
    /** lower case */
    email: text("email").notNull(),
    emailVerified: instant("email_verified"),
    image: text("image"),
    locale: text("locale"),
    zone: text("zone"),
    theme: text("theme"),
    density: text("density"),
    /** where mails of the product go; null = the sign-in address */
    notifyEmail: text("notify_email"),
    /** wrong codes in a row, and since when no code is taken */
    factorFailures: integer("factor_failures").notNull().default(0),
    factorLockedAt: instant("factor_locked_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [uniqueIndex("user_email").on(t.email)],
);

export const account = auth.table(
  "account",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    type: text("type").notNull(),
    provider: text("provider").notNull(),
    providerAccountId: text("provider_account_id").notNull(),
    refresh_token: text("refresh_token"),
    access_token: text("access_token"),
    expires_at: integer("expires_at"),
    token_type: text("token_type"),
    scope: text("scope"),
    id_token: text("id_token"),
    session_state: text("session_state"),
  },
  (t) => [primaryKey({ columns: [t.provider, t.providerAccountId] })],
);

/** A signed-in browser; the column holds the hash of the cookie's token. */
export const session = auth.table("session", {
  sessionToken: text("session_token").primaryKey(),
  userId: uuid("user_id")
    .notNull()
    .references(() => user.id, { onDelete: "cascade" }),
  /** its name outside: the token never leaves the cookie */
  id: uuid("id").notNull().defaultRandom(),
  expires: instant("expires").notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
  lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
  /** "Firefox on Windows", the client's address, and the IANA zone that the browser says it is in */
  device: text("device"),
  address: text("address"),
  zone: text("zone"),
  /** when this browser last gave a second factor, at sign-in or before a dangerous act */
  factorAt: instant("factor_at"),
});

/** The second factor of a person: a time-based code. */
export const totpFactor = auth.table("totp_factor", {
  userId: uuid("user_id")
    .primaryKey()
    .references(() => user.id, { onDelete: "cascade" }),
  sealedSecret: text("sealed_secret").notNull(),
  /** null while it is being set up */
  confirmedAt: instant("confirmed_at"),
  /** the last time step whose code was taken: no code works twice */
  lastStep: bigint("last_step", { mode: "number" }).notNull().default(0),
  createdAt: instant("created_at").notNull().defaultNow(),
});

export const recoveryCode = auth.table(
  "recovery_code",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    hash: text("hash").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [primaryKey({ columns: [t.userId, t.hash] })],
);

/** A browser that a person signed in with before; the column holds the hash of its cookie. */
export const knownDevice = auth.table(
  "known_device",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    deviceHash: text("device_hash").notNull(),
    label: text("label").notNull(),
    firstSeenAt: instant("first_seen_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.deviceHash] })],
);

/** How a person uses the list of tenants: opened last, pinned. A wish, never a right. */
export const tenantVisit = auth.table(
  "tenant_visit",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    tenantId: uuid("tenant_id").notNull(),
    openedAt: instant("opened_at"),
    pinnedAt: instant("pinned_at"),
  },
  (t) => [primaryKey({ columns: [t.userId, t.tenantId] })],
);

/** A mailed link; the token is stored hashed and deleted by its first use. */
export const verificationToken = auth.table(
  "verification_token",
  {
    identifier: text("identifier").notNull(),
    token: text("token").notNull(),
    expires: instant("expires").notNull(),
  },
  (t) => [primaryKey({ columns: [t.identifier, t.token] })],
);

/** Counters of sign-in attempts, kept by rate-limiter-flexible. */
export const signInLimit = auth.table("sign_in_limit", {
  key: text("key").primaryKey(),
  points: integer("points").notNull(),
  expire: bigint("expire", { mode: "number" }),
});
