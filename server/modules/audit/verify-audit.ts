import { and, asc, eq, gt, lte } from "drizzle-orm";
import { audit, auditSeal } from "@/db/schema/tenants";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { type ChainFault, type ChainHead, chainStart, followLinks, type Link } from "./audit-rules";
import { findHead, withoutSeal } from "./seal-audit";
import { sealableColumns } from "./sealable-columns";

export type ChainCheck = {
  checkedAt: Date;
  /** rows whose seal was checked and held */
  sealed: number;
  /** rows that wait for their seal, which takes about a minute */
  unsealed: number;
  lastSealedAt: Date | null;
  /** the first position that does not hold; what stands behind it proves nothing any more */
  fault: ChainFault | null;
};

const linksAtOnce = 2000;

/** Reads the whole chain again, page by page, and says whether each row is the one that was sealed. Changes nothing. */
export async function verifyAudit(ctx: Ctx, atOnce = linksAtOnce): Promise<ChainCheck> {
  requireAction(ctx, ctx.actor.kind === "job" ? "audit.seal" : "audit.view");
  const { end, unsealed } = await transact(ctx, async (tx) => ({
    end: await findHead(tx, ctx),
    unsealed: await tx.$count(audit, and(eq(audit.tenantId, ctx.tenantId), withoutSeal)),
  }));
  let head: ChainHead = chainStart;
  let fault: ChainFault | null = null;
  while (head.position < end.position && !fault) {
    const found = followLinks(head, await listLinks(ctx, head, { end: end.position, limit: atOnce }));
    if ("fault" in found) fault = found.fault;
    else if (found.head === head) fault = { position: head.position + 1, kind: "gap" };
    else head = found.head;
  }
  return { checkedAt: ctx.clock.now(), sealed: head.position, unsealed, lastSealedAt: end.sealedAt, fault };
}

/** A short transaction a page: what is sealed does not change, so nothing is lost between two of them. */
function listLinks(
  ctx: Ctx,
  after: ChainHead,
  { end, limit }: { end: number; limit: number },
): Promise<Link[]> {
  const { tenantId } = ctx;
  return transact(ctx, (tx) =>
    tx
      .select({
        position: auditSeal.position,
        hash: auditSeal.hash,
        sealedAt: auditSeal.sealedAt,
        row: sealableColumns,
      })
      .from(auditSeal)
      .leftJoin(audit, and(eq(audit.tenantId, auditSeal.tenantId), eq(audit.id, auditSeal.auditId)))
      .where(
        and(
          eq(auditSeal.tenantId, tenantId),
          gt(auditSeal.position, after.position),
          lte(auditSeal.position, end),
        ),
      )
      .orderBy(asc(auditSeal.position))
      .limit(limit),
  );
}
