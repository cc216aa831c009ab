import { and, eq } from "drizzle-orm";
import { agencyGrant } from "@/db/schema/agencies";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";

/** A grant that this tenant gave, locked for the change that follows; NOT_FOUND for any other. */
export async function getGrant(tx: Tx, ctx: Ctx, grantId: Id<"grant">) {
  const [row] = await tx
    .select()
    .from(agencyGrant)
    .where(and(eq(agencyGrant.tenantId, ctx.tenantId), eq(agencyGrant.id, grantId)))
    .for("update");
  if (!row) throw notFound("grant");
  return row;
}
