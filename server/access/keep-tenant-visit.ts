import { authDb } from "@/db/auth-door";
import { tenantVisit } from "@/db/schema/auth";
import { notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { findActor } from "./find-actor";
import type { Person } from "./session";

type Wish = { openedAt: Date } | { pinnedAt: Date | null };

/**
 * Keeps how a person uses their list of tenants: opened last, pinned or no longer pinned. Replaying it changes nothing.
 * NOT_FOUND for a tenant that they may not enter now.
 */
export async function keepTenantVisit(
  person: Person,
  tenantId: Id<"tenant">,
  { wish, now }: { wish: Wish; now: Date },
): Promise<void> {
  if (!(await findActor(person, tenantId, now))) throw notFound("tenant");
  await authDb()
    .insert(tenantVisit)
    .values({ userId: person.id, tenantId, ...wish })
    .onConflictDoUpdate({ target: [tenantVisit.userId, tenantVisit.tenantId], set: wish });
}
