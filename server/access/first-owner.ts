import { and, eq, gt } from "drizzle-orm";
import { z } from "zod";
import { authDb } from "@/db/auth-door";
import { user, verificationToken } from "@/db/schema/auth";
import { randomToken } from "@/server/platform/crypto";
import { AppError, invalid, notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { createPerson } from "./create-person";
import { emailAddress } from "./email-address";
import { hashLinkToken } from "./link-token";
import { personName } from "./person-name";
import type { RequestScope } from "./request-scope";

const purpose = "first-owner";
const lifeMs = 24 * 3_600_000;
// Hashed with its purpose: as a sign-in link this token is worth nothing, and the other way round.
const hashToken = (token: string) => hashLinkToken(`${purpose}:${token}`);

/** Makes a workspace with its owner; the route hands in the verb of modules/tenants, which access may not know. */
export type CreateTenant = (
  input: { name: string; owner: { userId: Id<"user">; name: string; email: string } },
  scope: RequestScope,
) => Promise<unknown>;

const claimInput = z.object({
  token: z.string().max(100),
  name: personName,
  email: emailAddress,
  workspace: personName,
});

/**
 * The one link of an empty instance, good once and for 24 hours: who opens it becomes the first owner.
 * It replaces an earlier one; PRECONDITION once anybody exists.
 */
export async function createFirstOwnerLink({ baseUrl }: { baseUrl: string }): Promise<string> {
  const [anybody] = await authDb().select({ id: user.id }).from(user).limit(1);
  if (anybody) throw new AppError("PRECONDITION", "the instance has people", { reason: "not-empty" });
  const token = randomToken();
  const expires = new Date(Date.now() + lifeMs);
  await authDb().transaction(async (tx) => {
    await tx.delete(verificationToken).where(eq(verificationToken.identifier, purpose));
    await tx.insert(verificationToken).values({ identifier: purpose, token: hashToken(token), expires });
  });
  return `${baseUrl}/sign-in/first-owner?${new URLSearchParams({ token })}`;
}

/** @returns whether the link would still work; it is not used up. */
export async function isFirstOwnerLink(token: string): Promise<boolean> {
  const found = await authDb()
    .select({ expires: verificationToken.expires })
    .from(verificationToken)
    .where(isThis(token));
  return found.length > 0;
}

/**
 * Makes the first person and workspace and uses the link up, or does nothing at all: two calls with one link make one
 * workspace. INVALID for bad fields, NOT_FOUND for a used or old link.
 * @returns the owner's address
 */
export async function claimFirstOwner(
  given: unknown,
  scope: RequestScope,
  createTenant: CreateTenant,
): Promise<string> {
  const parsed = claimInput.safeParse(given);
  if (!parsed.success) {
    throw invalid(parsed.error.issues.map((issue) => ({ code: "required", field: issue.path.join(".") })));
  }
  const { token, name, email, workspace } = parsed.data;
  await authDb().transaction(async (tx) => {
    // Deleted first: the row lock makes a second claim wait, and then find nothing.
    const used = await tx
      .delete(verificationToken)
      .where(isThis(token))
      .returning({ expires: verificationToken.expires });
    if (used.length === 0) throw notFound("link");
    const userId = await createPerson({ email, name }, tx);
    await createTenant({ name: workspace, owner: { userId, name, email } }, scope);
  });
  return email;
}

const isThis = (token: string) =>
  and(
    eq(verificationToken.identifier, purpose),
    eq(verificationToken.token, hashToken(token)),
    gt(verificationToken.expires, new Date()),
  );
