import { and, eq, isNull, ne } from "drizzle-orm";
import { legalEntity, tenant } from "@/db/schema/tenants";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { invalid, notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";

export type LegalEntityRow = typeof legalEntity.$inferSelect;

/** The row, locked until the end of the transaction; NOT_FOUND for another tenant's, too. */
export async function getLegalEntity(tx: Tx, ctx: Ctx, id: Id<"legalEntity">): Promise<LegalEntityRow> {
  const [row] = await tx
    .select()
    .from(legalEntity)
    .where(and(eq(legalEntity.tenantId, ctx.tenantId), eq(legalEntity.id, id)))
    .for("update");
  if (!row) throw notFound("legalEntity");
  return row;
}

/** INVALID when another one that is not put away has this name. The tenant's row is the lock: names are given in turn. */
export async function requireFreeName(
  tx: Tx,
  ctx: Ctx,
  wanted: { name: string; id: Id<"legalEntity"> },
): Promise<void> {
  await tx.select({ id: tenant.id }).from(tenant).where(eq(tenant.id, ctx.tenantId)).for("update");
  const taken = await tx.$count(
    legalEntity,
    and(
      eq(legalEntity.tenantId, ctx.tenantId),
      eq(legalEntity.name, wanted.name),
      ne(legalEntity.id, wanted.id),
      isNull(legalEntity.archivedAt),
    ),
  );
  if (taken > 0) throw invalid([{ code: "nameTaken", field: "name" }]);
}

/** What an audit row keeps of it. */
export const factsOf = ({
  name,
  country,
  registration,
  addressLines,
}: Pick<LegalEntityRow, "name" | "country" | "registration" | "addressLines">) => ({
  name,
  country,
  registration,
  addressLines,
});
