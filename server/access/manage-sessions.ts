import { and, desc, eq, gt, ne } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { session } from "@/db/schema/auth";
import { notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { type SignedIn, sessionLifeMs } from "./session";

export type SessionRow = {
  id: string;
  device: string | null;
  /** what we saw */
  address: string | null;
  /** IANA, what the browser said */
  zone: string | null;
  since: Date;
  lastSeenAt: Date;
};

/** The browsers in which a person is signed in now, the one used last in front. */
export async function listSessions(userId: Id<"user">, now: Date): Promise<SessionRow[]> {
  return await authDb()
    .select({
      id: session.id,
      device: session.device,
      address: session.address,
      zone: session.zone,
      since: session.createdAt,
      lastSeenAt: session.lastSeenAt,
    })
    .from(session)
    .where(
      and(
        eq(session.userId, userId),
        gt(session.expires, now),
        gt(session.createdAt, new Date(now.getTime() - sessionLifeMs)),
      ),
    )
    .orderBy(desc(session.lastSeenAt), desc(session.id));
}

/** Signs one of the person's own browsers out, at its next request; NOT_FOUND for another's or an unknown one. */
export async function endSessionById(userId: Id<"user">, sessionId: Id<"session">): Promise<void> {
  const ended = await authDb()
    .delete(session)
    .where(and(eq(session.userId, userId), eq(session.id, sessionId)))
    .returning({ id: session.id });
  if (ended.length === 0) throw notFound("session");
}

/** Signs every other browser of the person out. @returns how many there were */
export async function endOtherSessions({ person, sessionId }: SignedIn): Promise<number> {
  const ended = await authDb()
    .delete(session)
    .where(and(eq(session.userId, person.id), ne(session.id, sessionId)))
    .returning({ id: session.id });
  return ended.length;
}
