import { lt, or } from "drizzle-orm";
import { authDb, authSql } from "@/db/auth-door";
import { knownDevice, session, verificationToken } from "@/db/schema/auth";
import { systemClock } from "@/server/platform/clock";
import { sessionLifeMs } from "./session";

/** as long as a browser keeps the mark */
const deviceLifeMs = 400 * 86_400_000;

/**
 * Deletes sessions, links, counters and browsers that have ended; deleting them again changes nothing. By the system's clock, as
 * sign-in itself: a simulated clock that jumps must sign nobody out.
 */
export async function pruneSignIn(): Promise<void> {
  const now = systemClock.now();
  const oldest = new Date(now.getTime() - sessionLifeMs);
  await authDb()
    .delete(session)
    .where(or(lt(session.expires, now), lt(session.createdAt, oldest)));
  await authDb().delete(verificationToken).where(lt(verificationToken.expires, now));
  await authDb()
    .delete(knownDevice)
    .where(lt(knownDevice.lastSeenAt, new Date(now.getTime() - deviceLifeMs)));
  await authSql()`delete from auth.sign_in_limit where expire < ${now.getTime()}`;
}
