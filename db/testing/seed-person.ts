import { authDb } from "@/db/auth-door";
import * as auth from "@/db/schema/auth";
import { member, type Role } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { randomToken, sha256 } from "@/server/platform/crypto";
import { type Id, newId } from "@/server/platform/ids";

/** A person as sign-in knows them. */
export async function seedPerson(given: { id?: Id<"user">; email?: string } = {}): Promise<Id<"user">> {
  const id = given.id ?? newId("user");
  await authDb()
    .insert(auth.user)
    .values({ id, email: given.email ?? `${id}@example.test`, name: "Person" });
  return id;
}

/** A signed-in browser of this person, its second factor just given: the value of its session cookie. */
export async function seedSession(
  userId: Id<"user">,
  at: { expires?: Date; createdAt?: Date; factorAt?: Date | null } = {},
): Promise<string> {
  const token = randomToken();
  await authDb()
    .insert(auth.session)
    .values({
      sessionToken: sha256(token).toString("base64url"),
      userId,
      expires: at.expires ?? new Date(Date.now() + 3_600_000),
      createdAt: at.createdAt ?? new Date(),
      factorAt: at.factorAt === undefined ? new Date() : at.factorAt,
    });
  return token;
}

/** The person's place in a tenant. */
export async function seedMember(tenantId: Id<"tenant">, userId: Id<"user">, role: Role): Promise<void> {
  await inTenant(tenantId, (tx) =>
    tx.insert(member).values({
      tenantId,
      id: newId("member"),
      userId,
      role,
      name: role,
      email: `${userId}@example.test`,
    }),
  );
}
