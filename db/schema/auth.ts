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
  expires: instant("expires").notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
});

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
