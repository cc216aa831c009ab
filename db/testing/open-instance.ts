import { createHash, randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { connectDatabase } from "@/db/client";
import * as auth from "@/db/schema/auth";
import { tenant } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { newId, publicId } from "@/server/platform/ids";
import { seedAgency } from "./seed-agency";
import { seedMember, seedPerson, seedSession } from "./seed-person";

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

/** The token of a sign-in link that nobody mailed. */
export async function openLink(email: string): Promise<string> {
  openInstance();
  const token = randomBytes(32).toString("base64url");
  await authDb()
    .insert(auth.verificationToken)
    .values({
      identifier: email,
      token: createHash("sha256").update(`${token}${process.env.AUTH_SECRET}`).digest("hex"),
      expires: new Date(Date.now() + 600_000),
    });
  return token;
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
