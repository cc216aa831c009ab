import { eq, sql } from "drizzle-orm";
import { agencyGrant } from "@/db/schema/agencies";
import { connection, oauthState } from "@/db/schema/connections";
import { savedView } from "@/db/schema/saved-views";
import { tenant } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { type Id, parsePublicId } from "@/server/platform/ids";
import { restoreReview } from "./seed-access";
import type { TwoTenants } from "./two-tenants";

/** A shared view of the grid of orders. */
export const viewOf = (
  tenantId: Id<"tenant">,
  id: Id<"savedView">,
  name: string,
): typeof savedView.$inferInsert => ({
  tenantId,
  id,
  grid: "orders",
  name,
  query: `q=${name}`,
  createdAt: new Date(),
  updatedAt: new Date(),
});

/** The one view again, as it was. */
export async function restoreViews({ own }: TwoTenants): Promise<void> {
  await inTenant(own.tenantId, async (tx) => {
    await tx.delete(savedView);
    await tx.insert(savedView).values(viewOf(own.tenantId, own.savedViewId, "Own"));
  });
}

/** What each role may be shown again and again: states that an earlier call has changed are set back. */
export async function restore(
  { own, agency }: TwoTenants,
  state: "active" | "paused" = "active",
): Promise<void> {
  await inTenant(own.tenantId, async (tx) => {
    await tx.update(connection).set({ state, mode: "shadow", label: "Own" });
    await tx.update(tenant).set({ name: "Own", hue: 1, zone: "Europe/London", deletionDueAt: null });
    await tx.execute(sql`update legal_entity set name = id::text, archived_at = null`);
    await tx.execute(sql`update sync_run set state = 'done'`);
    await tx.execute(sql`update acorn_app set state = 'approved'`);
    await tx.delete(oauthState);
    const again = parsePublicId("tenant", agency);
    if (again) await tx.delete(agencyGrant).where(eq(agencyGrant.agencyId, again));
    const grant = parsePublicId("grant", own.rows.grant);
    if (grant) await tx.update(agencyGrant).set({ revokedAt: null }).where(eq(agencyGrant.id, grant));
    await restoreReview(tx, own);
  });
}
