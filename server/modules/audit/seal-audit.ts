import { and, asc, desc, eq, sql } from "drizzle-orm";
import { audit, auditSeal } from "@/db/schema/tenants";
import type { Tx } from "@/db/tenant";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { type ChainHead, chainStart, forgeLinks } from "./audit-rules";
import { sealableColumns } from "./sealable-columns";

const rowsAtOnce = 2000;

/**
 * Gives every row of the tenant's audit that has none its place in the chain. A repeat adds nothing; of two that run at
 * once one seals and the other leaves nothing; what a crash cut off is sealed by the next run.
 */
export async function sealAudit(ctx: Ctx, atOnce = rowsAtOnce): Promise<{ sealed: number }> {
  requireAction(ctx, "audit.seal");
  let sealed = 0;
  for (;;) {
    const count = await sealNext(ctx, atOnce);
    sealed += count;
    if (count < atOnce) return { sealed };
  }
}

class AnotherSealer extends Error {}

async function sealNext(ctx: Ctx, limit: number): Promise<number> {
  try {
    return await transact(ctx, async (tx) => {
      const rows = await listSettled(tx, ctx, limit);
      if (rows.length === 0) return 0;
      const links = forgeLinks(await findHead(tx, ctx), rows, ctx.clock.now());
      const taken = await tx
        .insert(auditSeal)
        .values(links.map((link) => ({ ...link, tenantId: ctx.tenantId })))
        .onConflictDoNothing()
        .returning({ position: auditSeal.position });
      // a place or a row was taken meanwhile: what stands behind it would hang on the wrong link
      if (taken.length < links.length) throw new AnotherSealer();
      return taken.length;
    });
  } catch (error) {
    if (error instanceof AnotherSealer) return 0;
    throw error;
  }
}

/** The last link that stands, or the place before the first. */
export async function findHead(tx: Tx, { tenantId }: Pick<Ctx, "tenantId">): Promise<ChainHead> {
  const [head] = await tx
    .select({ position: auditSeal.position, hash: auditSeal.hash, sealedAt: auditSeal.sealedAt })
    .from(auditSeal)
    .where(eq(auditSeal.tenantId, tenantId))
    .orderBy(desc(auditSeal.position))
    .limit(1);
  return head ?? chainStart;
}

/**
 * Rows without a place whose insert is surely over: older than every transaction that still runs, for a smaller id may
 * be on its way there. Frozen rows count as oldest.
 */
function listSettled(tx: Tx, { tenantId }: Ctx, limit: number) {
  return tx
    .select(sealableColumns)
    .from(audit)
    .where(
      and(
        eq(audit.tenantId, tenantId),
        withoutSeal,
        sql`age(${audit}.xmin) > age(pg_snapshot_xmin(pg_current_snapshot())::xid)`,
      ),
    )
    .orderBy(asc(audit.id))
    .limit(limit);
}

export const withoutSeal = sql`not exists (select 1 from ${auditSeal}
  where ${auditSeal.tenantId} = ${audit.tenantId} and ${auditSeal.auditId} = ${audit.id})`;
