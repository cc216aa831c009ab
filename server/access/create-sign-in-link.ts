import { and, eq, gt, lt } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { user, verificationToken } from "@/db/schema/auth";
import { randomToken } from "@/server/platform/crypto";
import { notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { hashLinkToken } from "./link-token";

export const linkLifeMs = 15 * 60_000;

type Wish = {
  email: string;
  /** origin of the web server, without a slash at the end */
  baseUrl: string;
  /** path to open afterwards */
  next?: string;
  lifeMs?: number;
};

/**
 * A link that signs this person in once, within 15 minutes unless told; NOT_FOUND for an address we do not know.
 * Each call makes a further link; the earlier ones stay good until used or old.
 */
export async function createSignInLink({ email, baseUrl, next, lifeMs = linkLifeMs }: Wish): Promise<string> {
  const identifier = email.toLowerCase();
  if (!(await findPersonByEmail(identifier))) throw notFound("person");
  const token = randomToken();
  const now = Date.now();
  await authDb()
    .delete(verificationToken)
    .where(lt(verificationToken.expires, new Date(now)));
  await authDb()
    .insert(verificationToken)
    .values({ identifier, token: hashLinkToken(token), expires: new Date(now + lifeMs) });
  return `${baseUrl}/sign-in/confirm?${new URLSearchParams({ token, ...(next && { next }) })}`;
}

/** @returns the person's id, or null for an address nobody has. */
export async function findPersonByEmail(email: string): Promise<Id<"user"> | null> {
  const [known] = await authDb()
    .select({ id: user.id })
    .from(user)
    .where(eq(user.email, email.toLowerCase()));
  return known?.id ?? null;
}

/** Whom a link would sign in, without using it up; null for a used, old or altered one. */
export async function findSignInLink(token: string): Promise<{ email: string } | null> {
  const [row] = await authDb()
    .select({ email: verificationToken.identifier })
    .from(verificationToken)
    .where(and(eq(verificationToken.token, hashLinkToken(token)), gt(verificationToken.expires, new Date())));
  return row ?? null;
}
