import { eq } from "drizzle-orm";
import { tenant } from "@/db/schema/tenants";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { AppError, notFound } from "@/server/platform/errors";

/** For what asks Amazon: PRECONDITION once the workspace is about to be deleted, NOT_FOUND when it is gone. */
export async function requireLivingTenant(tx: Tx, ctx: Ctx): Promise<void> {
  const [row] = await tx
    .select({ deletionDueAt: tenant.deletionDueAt })
    .from(tenant)
    .where(eq(tenant.id, ctx.tenantId));
  if (!row) throw notFound("tenant");
  if (row.deletionDueAt) {
    throw new AppError("PRECONDITION", "the workspace is about to be deleted", { reason: "tenant-ending" });
  }
}
