import { createHash, randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import postgres from "postgres";
import { authDb } from "@/db/auth-door";
import { connectDatabase } from "@/db/client";
import { agencyGrant } from "@/db/schema/agencies";
import * as auth from "@/db/schema/auth";
import { syncFlow } from "@/db/schema/connections";
import { invitation, member, tenant } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { newId, parsePublicId, publicId } from "@/server/platform/ids";
import { seedAgency, seedGrant } from "./seed-agency";
import { seedAnswer } from "./seed-answer";
import { seedMember, seedPerson, seedSession } from "./seed-person";
import { seedTenant } from "./seed-tenant";

/** Reaches the database of the running instance that the environment names. */
export function openInstance(): void {
  const address = (name: string) => {
    const url = process.env[name];
    if (!url) throw new Error(`${name} is not set: run the tests through npm test`);
    return url;
  };
  connectDatabase(
    {
      app: address("DATABASE_URL"),
      auth: address("DATABASE_AUTH_URL"),
      scheduler: address("DATABASE_SCHEDULER_URL"),
    },
    { max: 2 },
  );
}

/** A session of a person who is there already: the value of its cookie. */
export async function openSession(email: string): Promise<string> {
  openInstance();
  const [person] = await authDb()
    .select({ id: auth.user.id })
    .from(auth.user)
    .where(eq(auth.user.email, email));
  if (!person) throw new Error(`nobody has the address ${email}`);
  return seedSession(person.id);
}

/** Answers to POs of the running instance: one in each of these states, in the order of the POs. */
export async function openAnswers(tenantPublicId: string, orders: readonly string[]): Promise<string[]> {
  openInstance();
  const states = ["mismatch", "refused", "unknown", "presumed_accepted"] as const;
  for (const [index, state] of states.entries()) {
    const id = parsePublicId("order", orders[index] ?? "");
    if (!id) throw new Error(`no order for an answer that is ${state}`);
    await seedAnswer(idOf(tenantPublicId), id, state);
  }
  return orders.slice(0, states.length);
}

/** The token of a sign-in link that nobody mailed. */
export async function openLink(email: string): Promise<string> {
  openInstance();
  return insertToken(email);
}

/**
 * An operator of this workspace with a second factor that no app has: half signed in, wholly, and the links that would be
 * mailed to them.
 */
export async function openFactor(
  tenantPublicId: string,
): Promise<{ half: string; whole: string; unlock: string; notify: string }> {
  openInstance();
  const userId = await seedPerson();
  await seedMember(idOf(tenantPublicId), userId, "operator");
  const confirmedAt = new Date();
  await authDb().insert(auth.totpFactor).values({ userId, sealedSecret: "lost", confirmedAt });
  return {
    half: await seedSession(userId, { factorAt: null }),
    whole: await seedSession(userId),
    unlock: await insertToken(`unlock ${userId}`, "unlock:"),
    notify: await insertToken(`notify ${userId} stock@larkmoor.example`, "notify:"),
  };
}

/** A workspace with one account that nothing is read from, and its owner's address. */
export async function openOwner(name: string): Promise<{ tenant: string; email: string }> {
  openInstance();
  const { tenantId, ownerId } = await seedTenant(name);
  await inTenant(tenantId, (tx) => tx.update(syncFlow).set({ enabled: false }));
  await seedPerson({ id: ownerId });
  return { tenant: publicId("tenant", tenantId), email: `${ownerId}@example.test` };
}

/** As if an hour had passed since anybody of this address gave a code. */
export async function ageFactor(email: string): Promise<void> {
  openInstance();
  const [person] = await authDb()
    .select({ id: auth.user.id })
    .from(auth.user)
    .where(eq(auth.user.email, email));
  if (!person) throw new Error(`nobody has the address ${email}`);
  const factorAt = new Date(Date.now() - 3_600_000);
  await authDb().update(auth.session).set({ factorAt }).where(eq(auth.session.userId, person.id));
}

/** As sign-in stores them: hashed with what they are for. */
async function insertToken(identifier: string, purpose = ""): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await authDb()
    .insert(auth.verificationToken)
    .values({
      identifier,
      token: createHash("sha256").update(`${purpose}${token}${process.env.AUTH_SECRET}`).digest("hex"),
      expires: new Date(Date.now() + 600_000),
    });
  return token;
}

/** The token of an invitation that nobody mailed, to a workspace by its public id. */
export async function openInvitation(tenantPublicId: string): Promise<string> {
  openInstance();
  const tenantId = idOf(tenantPublicId);
  const token = randomBytes(32).toString("base64url");
  const now = Date.now();
  const id = newId("invitation");
  await inTenant(tenantId, (tx) =>
    tx.insert(invitation).values({
      tenantId,
      id,
      email: `${id}@newcomer.example`,
      role: "operator",
      tokenHash: createHash("sha256").update(token).digest(),
      tenantName: "Larkmoor Kitchen",
      tenantHue: 1,
      invitedByName: "Mara Osei",
      createdAt: new Date(now),
      expiresAt: new Date(now + 86_400_000),
    }),
  );
  return token;
}

function idOf(tenantPublicId: string) {
  const tenantId = parsePublicId("tenant", tenantPublicId);
  if (!tenantId) throw new Error("no such workspace");
  return tenantId;
}

/** A session of somebody who may enter no workspace. */
export async function openNobody(): Promise<string> {
  openInstance();
  return seedSession(await seedPerson());
}

/** A workspace without any account and a session of its owner. */
export async function openEmptyTenant(name: string): Promise<{ tenant: string; session: string }> {
  openInstance();
  const tenantId = newId("tenant");
  const owner = await seedPerson();
  await inTenant(tenantId, (tx) =>
    tx.insert(tenant).values({ id: tenantId, name, hue: 2, zone: "Europe/Madrid" }),
  );
  await seedMember(tenantId, owner, "owner");
  return { tenant: publicId("tenant", tenantId), session: await seedSession(owner) };
}

/** An agency without any client and a session of its lead. */
export async function openAgency(name: string): Promise<{ tenant: string; session: string }> {
  openInstance();
  const { tenantId, staffId } = await seedAgency(name);
  return { tenant: publicId("tenant", tenantId), session: await seedSession(staffId) };
}

/** Sessions that live on of people whom this workspace has let go: a former owner, and staff of two former agencies. */
export async function openOutsiders(tenantPublicId: string): Promise<Record<string, string>> {
  openInstance();
  const tenantId = idOf(tenantPublicId);
  const removed = await seedPerson();
  await seedMember(tenantId, removed, "owner");
  const [ended, revoked] = [await seedAgency("Ended"), await seedAgency("Revoked")];
  await seedGrant(tenantId, ended, { role: "admin", endsAt: new Date(Date.now() - 1000) });
  const grantId = await seedGrant(tenantId, revoked, { role: "admin" });
  await inTenant(tenantId, async (tx) => {
    await tx.delete(member).where(eq(member.userId, removed));
    await tx.update(agencyGrant).set({ revokedAt: new Date() }).where(eq(agencyGrant.id, grantId));
  });
  return {
    "a removed owner": await seedSession(removed),
    "staff by a grant that ended": await seedSession(ended.staffId),
    "staff by a revoked grant": await seedSession(revoked.staffId),
  };
}

/** As if the last day of every grant that this workspace gave were over. */
export async function endGrants(tenantPublicId: string): Promise<void> {
  openInstance();
  await inTenant(idOf(tenantPublicId), (tx) =>
    tx.update(agencyGrant).set({ endsAt: new Date(Date.now() - 1000) }),
  );
}

/** Who may enter what: without it there is no workspace to fail in. */
const tablesOfAccess = ["tenant", "member", "agency_grant", "agency_visit"];

/** While the work runs, the product cannot read a row of its tables, but for those that say who may enter. */
export async function withoutRows(work: () => Promise<void>): Promise<void> {
  const url = process.env.DATABASE_OWNER_URL;
  if (!url) throw new Error("DATABASE_OWNER_URL is not set: run the tests through npm test");
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  const rows = await sql<{ name: string }[]>`
    select table_name as name from information_schema.role_table_grants
    where grantee = 'oakline_app' and privilege_type = 'SELECT' and table_schema = 'public'
      and table_name <> all (${tablesOfAccess})`;
  const tables = rows.map(({ name }) => `"${name}"`).join(", ");
  if (!tables) throw new Error("the product reads no table");
  await sql.unsafe(`revoke select on ${tables} from oakline_app`);
  try {
    await work();
  } finally {
    await sql.unsafe(`grant select on ${tables} to oakline_app`);
    await sql.end();
  }
}
