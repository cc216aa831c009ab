import { lt, or } from "drizzle-orm";
import { authDb, authSql } from "@/db/auth-door";
import { session, verificationToken } from "@/db/schema/auth";
import { sessionLifeMs } from "./session";

/** Deletes sessions, links and counters that ended before `now`; deleting them again changes nothing. */
export async function pruneSignIn(now: Date): Promise<void> {
  const oldest = new Date(now.getTime() - sessionLifeMs);
  await authDb()
    .delete(session)
    .where(or(lt(session.expires, now), lt(session.createdAt, oldest)));
  await authDb().delete(verificationToken).where(lt(verificationToken.expires, now));
  await authSql()`delete from auth.sign_in_limit where expire < ${now.getTime()}`;
}
