import { and, eq, gt, lt } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { session, user } from "@/db/schema/auth";
import type { Id } from "@/server/platform/ids";
import { hashToken } from "./session-cookie";

const dayMs = 86_400_000;
/** A session ends after a week without a request, and in any case after 30 days. */
export const sessionIdleMs = 7 * dayMs;
export const sessionLifeMs = 30 * dayMs;
/** the idle end is moved at most this often, so that reading a page rarely writes */
const touchEveryMs = 3_600_000;

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

/** @returns the person of a live session, or null for an unknown, ended or expired one; keeps a live one alive. */
export async function findPersonBySession(token: string, now: Date): Promise<Person | null> {
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
    })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(isLive(hash, now));
  if (!row) return null;
  const idleEnd = new Date(now.getTime() + sessionIdleMs);
  await authDb()
    .update(session)
    .set({ expires: idleEnd })
    .where(and(isLive(hash, now), lt(session.expires, new Date(idleEnd.getTime() - touchEveryMs))));
  return { ...row, name: row.name ?? row.email };
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
