import { sql } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { user } from "@/db/schema/auth";
import { invariant } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";
import { emailAddress } from "./email-address";

/** @returns the id of the person with this address, made now if unknown; a known one keeps their name. */
export async function createPerson(
  input: { email: string; name: string },
  db: Pick<ReturnType<typeof authDb>, "insert"> = authDb(),
): Promise<Id<"user">> {
  const email = emailAddress.parse(input.email);
  const [row] = await db
    .insert(user)
    .values({ id: newId("user"), email, name: input.name })
    .onConflictDoUpdate({ target: user.email, set: { email: sql`excluded.email` } })
    .returning({ id: user.id });
  invariant(row, "an upsert returns its row");
  return row.id;
}
