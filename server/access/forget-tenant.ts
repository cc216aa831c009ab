import { eq } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { tenantVisit } from "@/db/schema/auth";
import type { Id } from "@/server/platform/ids";

/** Takes a deleted workspace out of everybody's recent and pinned ones; the people and their sign-in stay. */
export async function forgetTenant(tenantId: Id<"tenant">): Promise<void> {
  await authDb().delete(tenantVisit).where(eq(tenantVisit.tenantId, tenantId));
}
