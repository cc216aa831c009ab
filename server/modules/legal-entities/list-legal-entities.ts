import { and, asc, eq, isNull } from "drizzle-orm";
import { legalEntity } from "@/db/schema/tenants";
import { type Ctx, requireAction, transact } from "@/server/access/context";

/** The companies under which the tenant sells and bills, without those put away; by name. */
export function listLegalEntities(ctx: Ctx) {
  requireAction(ctx, "tenant.view");
  return transact(ctx, (tx) =>
    tx
      .select({
        id: legalEntity.id,
        name: legalEntity.name,
        country: legalEntity.country,
        registration: legalEntity.registration,
        addressLines: legalEntity.addressLines,
      })
      .from(legalEntity)
      .where(and(eq(legalEntity.tenantId, ctx.tenantId), isNull(legalEntity.archivedAt)))
      .orderBy(asc(legalEntity.name), asc(legalEntity.id)),
  );
}
