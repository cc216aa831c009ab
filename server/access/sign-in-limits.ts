import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { authSql } from "@/db/auth-door";
import { sha256 } from "@/server/platform/crypto";
import { AppError } from "@/server/platform/errors";

const windowSeconds = 15 * 60;
/**
 * Per 15 minutes: links to one address, links from one client, wrong links tried by one client, recovery codes tried and
 * notification links asked for by one person. Unlocked factors of one person: per day, or ten guesses a link would add up.
 */
export const signInLimits = {
  address: 5,
  client: 30,
  failure: 10,
  recovery: 10,
  notify: 5,
  unlock: 3,
} as const;
type Kind = keyof typeof signInLimits;
const longWindows: Partial<Record<Kind, number>> = { unlock: 86_400 };

/** Counts one try; throws LIMIT with the time to wait once the window's tries are used up. Shared by all processes. */
export async function countTry(kind: Kind, subject: string): Promise<void> {
  try {
    await limiter(kind).consume(keyOf(subject));
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw tooMany(kind, refusal.msBeforeNext);
  }
}

/** Throws LIMIT when the tries are used up, without counting one. */
export async function requireTriesLeft(kind: Kind, subject: string): Promise<void> {
  const state = await limiter(kind).get(keyOf(subject));
  if (state && state.consumedPoints >= signInLimits[kind]) throw tooMany(kind, state.msBeforeNext);
}

const tooMany = (kind: Kind, retryAfterMs: number) =>
  new AppError("LIMIT", `too many tries: ${kind}`, { reason: "sign-in", retryAfterMs });

/** Addresses and clients are counted by hash: the table is no list of people. */
const keyOf = (subject: string) => sha256(subject).toString("base64url");

function limiter(kind: Kind): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: { query },
    storeType: "client",
    schemaName: "auth",
    tableName: "sign_in_limit",
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: kind,
    points: signInLimits[kind],
    duration: longWindows[kind] ?? windowSeconds,
  });
}

type Query = { text: string; values: (string | number)[] };

/** What the limiter needs of a `pg` client, on our own pool. */
async function query({ text, values }: Query) {
  const { rows, rowCount } = await authSql().run(text, values);
  // bigint arrives as text; the limiter calculates with it
  return { rows: rows.map((row) => ({ ...row, expire: Number(row.expire) })), rowCount };
}
