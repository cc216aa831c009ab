import { and, eq, gt } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { verificationToken } from "@/db/schema/auth";
import { randomToken } from "@/server/platform/crypto";
import { asId, type Id } from "@/server/platform/ids";
import { hashLinkToken } from "./link-token";

const lifeMs = 3_600_000;
// Hashed with its purpose: it signs nobody in, and no sign-in link unlocks.
const hashToken = (token: string) => hashLinkToken(`unlock:${token}`);
const prefix = "unlock ";

/** The link that takes the lock off a factor, good once and for an hour. It gives no code and no session. */
export async function createUnlockLink(userId: Id<"user">, baseUrl: string): Promise<string> {
  const token = randomToken();
  await authDb()
    .insert(verificationToken)
    .values({
      identifier: `${prefix}${userId}`,
      token: hashToken(token),
      expires: new Date(Date.now() + lifeMs),
    });
  return `${baseUrl}/sign-in/unlock?${new URLSearchParams({ token })}`;
}

/** @returns whether the link would still work; it is not used up. */
export async function isUnlockLink(token: string): Promise<boolean> {
  return (await authDb().$count(verificationToken, isThis(token))) > 0;
}

/** Uses the link up. @returns whose it was, or null for a used, old or altered one */
export async function spendUnlockLink(token: string): Promise<Id<"user"> | null> {
  const [row] = await authDb()
    .delete(verificationToken)
    .where(isThis(token))
    .returning({ identifier: verificationToken.identifier });
  return row?.identifier.startsWith(prefix) ? asId<"user">(row.identifier.slice(prefix.length)) : null;
}

const isThis = (token: string) =>
  and(eq(verificationToken.token, hashToken(token)), gt(verificationToken.expires, new Date()));
