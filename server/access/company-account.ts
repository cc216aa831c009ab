import { and, eq } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { account } from "@/db/schema/auth";
import { env } from "@/server/platform/env";
import type { Id } from "@/server/platform/ids";
import type { Tell } from "./tell-person";

/** Company sign-on as next-auth's second provider; its redirect address is APP_URL/api/auth/callback/company. */
export const companyProvider = "company";

export function isCompanyOffered(): boolean {
  return env().OIDC_ISSUER !== undefined;
}

/** Whether a company account, known by its issuer's subject and never by an address, belongs to somebody here. */
export async function findCompanyOwner(subject: string): Promise<string | null> {
  const [row] = await authDb()
    .select({ userId: account.userId })
    .from(account)
    .where(and(eq(account.provider, companyProvider), eq(account.providerAccountId, subject)));
  return row?.userId ?? null;
}

export async function hasCompanyAccount(userId: Id<"user">): Promise<boolean> {
  return (await authDb().$count(account, isOf(userId))) > 0;
}

/** Company sign-on no longer signs this person in; unlinking again changes nothing. */
export async function unlinkCompany(userId: Id<"user">, tell: Tell): Promise<void> {
  const gone = await authDb().delete(account).where(isOf(userId)).returning({ userId: account.userId });
  if (gone.length > 0) tell(userId, { kind: "company-unlinked" });
}

const isOf = (userId: Id<"user">) => and(eq(account.userId, userId), eq(account.provider, companyProvider));
