import { sql } from "drizzle-orm";
import type { Tx } from "@/db/tenant";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";

/** The name behind an agency's code, to be seen before anything is granted. NOT_FOUND for whatever is no agency. */
export async function findAgency(ctx: Ctx, input: { agencyId: Id<"tenant"> }): Promise<{ name: string }> {
  requireAction(ctx, "agency.grant");
  return transact(ctx, (tx) => readAgency(tx, ctx, input.agencyId));
}

/** The same inside a transaction that does more; a tenant is no agency of itself. */
export async function readAgency(tx: Tx, ctx: Ctx, agencyId: Id<"tenant">): Promise<{ name: string }> {
  const { rows } = await tx.execute<{ name: string | null }>(sql`select agency_name(${agencyId}) as name`);
  const name = rows[0]?.name;
  if (!name || agencyId === ctx.tenantId) throw notFound("agency");
  return { name };
}
