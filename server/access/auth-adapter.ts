import { DrizzleAdapter } from "@auth/drizzle-adapter";
import { eq } from "drizzle-orm";
import type { Adapter } from "next-auth/adapters";
import { authDb } from "@/db/auth-door";
import { account, session, user, verificationToken } from "@/db/schema/auth";
import { AppError } from "@/server/platform/errors";
import { sessionIdleMs } from "./session";
import { hashToken } from "./session-cookie";

/**
 * next-auth's store, with what it lacks: the session column holds a hash, a link is found by its token alone (no address
 * stands in it), sessions move their end only in session.ts, and nobody comes into being by signing in.
 */
export function authAdapter(): Adapter {
  const base = baseAdapter();
  return {
    ...base,
    createUser: () => {
      throw new AppError("FORBIDDEN", "people come by invitation", { reason: "unknown-person" });
    },
    createSession: async ({ sessionToken, userId, expires }) => {
      await authDb()
        .insert(session)
        .values({
          sessionToken: hashToken(sessionToken),
          userId,
          expires: new Date(Date.now() + sessionIdleMs),
        });
      // The cookie may live as long as a session can; the row decides how long it does.
      return { sessionToken, userId, expires };
    },
    // The subject alone: tokens of the company's sign-on have no use here and are not kept.
    linkAccount: async ({ userId, type, provider, providerAccountId }) => {
      await authDb().insert(account).values({ userId, type, provider, providerAccountId });
    },
    getSessionAndUser: async (token) => {
      const found = await base.getSessionAndUser?.(hashToken(token));
      return found ? { ...found, session: { ...found.session, sessionToken: token } } : null;
    },
    updateSession: async () => null,
    deleteSession: async (token) => {
      await base.deleteSession?.(hashToken(token));
    },
    useVerificationToken: async ({ token }) => {
      const [row] = await authDb()
        .delete(verificationToken)
        .where(eq(verificationToken.token, token))
        .returning();
      return row ?? null;
    },
  };
}

function baseAdapter(): Adapter {
  return DrizzleAdapter(authDb(), {
    usersTable: user,
    accountsTable: account,
    sessionsTable: session,
    verificationTokensTable: verificationToken,
  });
}
