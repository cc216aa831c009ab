import { lt, or } from "drizzle-orm";
import { authDb, authSql } from "@/db/auth-door";
import { session, verificationToken } from "@/db/schema/auth";
import { systemClock } from "@/server/platform/clock";
import { sessionLifeMs } from "./session";

/**
 * Deletes sessions, links and counters that have ended; deleting them again changes nothing. By the system's clock, as
 * sign-in itself: a simulated clock that jumps must sign nobody out.
 */
export async function pruneSignIn(): Promise<void> {
  const now = systemClock.now();
  const oldest = new Date(now.getTime() - sessionLifeMs);
  await authDb()
    .delete(session)
    .where(or(lt(session.expires, now), lt(session.createdAt, oldest)));
  await authDb().delete(verificationToken).where(lt(verificationToken.expires, now));
  await authSql()`delete from auth.sign_in_limit where expire < ${now.getTime()}`;
}
