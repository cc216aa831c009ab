import { and, eq, gt, isNotNull, lt } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { session, totpFactor, user } from "@/db/schema/auth";
import { asId, type Id } from "@/server/platform/ids";
import type { Origin } from "./context";
import { hashToken } from "./session-cookie";

const dayMs = 86_400_000;
/** A session ends after a week without a request, and in any case after 30 days. */
export const sessionIdleMs = 7 * dayMs;
export const sessionLifeMs = 30 * dayMs;
/** the idle end and "last seen" are moved at most this often, so that reading a page rarely writes */
const touchEveryMs = 5 * 60_000;

/** A signed-in person and how they want to read; holds no right on any tenant. */
export type Person = {
  id: Id<"user">;
  email: string;
  name: string;
  locale: string | null;
  zone: string | null;
  theme: string | null;
  density: string | null;
};

/** A live session. With a factor that this browser has not given yet, it is only half signed in. */
export type SignedIn = {
  person: Person;
  sessionId: Id<"session">;
  hasFactor: boolean;
  /** when this browser last gave the second factor */
  factorAt: Date | null;
};

/** True until the second factor is given: such a session may read and change nothing. */
export function isHalfSignedIn({ hasFactor, factorAt }: Pick<SignedIn, "hasFactor" | "factorAt">): boolean {
  return hasFactor && factorAt === null;
}

/** @returns the live session of this token, half signed in or wholly, or null; keeps a live one alive. */
export async function findSession(token: string, now: Date, origin?: Origin): Promise<SignedIn | null> {
  const hash = hashToken(token);
  const [row] = await authDb()
    .select({
      id: user.id,
      email: user.email,
      name: user.name,
      locale: user.locale,
      zone: user.zone,
      theme: user.theme,
      density: user.density,
      sessionId: session.id,
      factorAt: session.factorAt,
      confirmedAt: totpFactor.confirmedAt,
    })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .leftJoin(totpFactor, and(eq(totpFactor.userId, user.id), isNotNull(totpFactor.confirmedAt)))
    .where(isLive(hash, now));
  if (!row) return null;
  // from one and the same request: an address beside an earlier one's zone would be a place where nobody was
  const place = origin?.address ? { address: origin.address, zone: origin.zone } : {};
  const idleEnd = new Date(now.getTime() + sessionIdleMs);
  await authDb()
    .update(session)
    .set({ expires: idleEnd, lastSeenAt: now, ...place })
    .where(and(isLive(hash, now), lt(session.expires, new Date(idleEnd.getTime() - touchEveryMs))));
  const { sessionId, factorAt, confirmedAt, ...person } = row;
  return {
    person: { ...person, name: person.name ?? person.email },
    sessionId: asId<"session">(sessionId),
    hasFactor: confirmedAt !== null,
    factorAt,
  };
}

/** @returns the person of a live session that has given all it must, or null for any other. */
export async function findPersonBySession(token: string, now: Date): Promise<Person | null> {
  const found = await findSession(token, now);
  return found && !isHalfSignedIn(found) ? found.person : null;
}

/** Ends this session at once, on every server; ending it again changes nothing. */
export async function endSession(token: string): Promise<void> {
  await authDb()
    .delete(session)
    .where(eq(session.sessionToken, hashToken(token)));
}

const isLive = (hash: string, now: Date) =>
  and(
    eq(session.sessionToken, hash),
    gt(session.expires, now),
    gt(session.createdAt, new Date(now.getTime() - sessionLifeMs)),
  );
