import { eq } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { totpFactor, user } from "@/db/schema/auth";
import { asId, publicId } from "@/server/platform/ids";
import { hasCompanyAccount, isCompanyOffered } from "./company-account";
import { listSessions } from "./manage-sessions";
import { countRecoveryCodes } from "./recovery-codes";
import type { SignedIn } from "./session";

type Asked = { now: Date; isSimulated: boolean };

/** Everything a person may see of their own sign-in; no token, secret or code is in it. */
export async function readSecurity(signedIn: SignedIn, { now, isSimulated }: Asked) {
  const { person, sessionId, hasFactor } = signedIn;
  const [[factor], [known], recoveryLeft, isLinked, sessions] = await Promise.all([
    authDb()
      .select({ since: totpFactor.confirmedAt })
      .from(totpFactor)
      .where(eq(totpFactor.userId, person.id)),
    authDb().select({ notifyEmail: user.notifyEmail }).from(user).where(eq(user.id, person.id)),
    countRecoveryCodes(person.id),
    hasCompanyAccount(person.id),
    listSessions(person.id, now),
  ]);
  return {
    email: person.email,
    notifyEmail: known?.notifyEmail ?? null,
    factorSince: hasFactor ? (factor?.since ?? null) : null,
    recoveryLeft,
    isSimulated,
    company: { isOffered: isCompanyOffered(), isLinked },
    sessions: sessions.map(({ id, ...row }) => ({
      ...row,
      id: publicId("session", asId<"session">(id)),
      isThis: id === sessionId,
    })),
  };
}
