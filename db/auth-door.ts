import { pools } from "./client";

/** The door to people, sessions and sign-in tokens; only server/access opens it. */
export function authDb() {
  return pools().authDb;
}

/** The same door as a plain client, for the sign-in counters. */
export function authSql() {
  return pools().authSql;
}
