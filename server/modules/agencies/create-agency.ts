import { eq } from "drizzle-orm";
import { member } from "@/db/schema/tenants";
import { asPerson } from "@/db/tenant";
import type { RequestScope } from "@/server/access/request-scope";
import type { Person } from "@/server/access/session";
import { createTenant } from "@/server/modules/tenants/create-tenant";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";

/** more workspaces of one owner than this are no agency's need */
const maxOwned = 50;

/**
 * Opens the workspace of an agency with this person as its owner. FORBIDDEN for somebody who owns no workspace yet,
 * LIMIT for one who owns very many. Calling it twice makes two.
 */
export async function createAgency(
  person: Pick<Person, "id" | "name" | "email">,
  input: { name: string; zone: string },
  scope: Pick<RequestScope, "clock" | "log" | "requestId">,
): Promise<Id<"tenant">> {
  const owned = await asPerson(person.id, (tx) => tx.$count(member, eq(member.role, "owner")));
  if (owned === 0) throw new AppError("FORBIDDEN", "owns no workspace", { reason: "owner" });
  if (owned >= maxOwned) throw new AppError("LIMIT", "owns very many workspaces", { reason: "workspaces" });
  const owner = { userId: person.id, name: person.name, email: person.email };
  const hue = owned % 8;
  return createTenant({ ...input, kind: "agency", hue, owner }, scope);
}
