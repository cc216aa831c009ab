import { and, asc, eq, gt, lte } from "drizzle-orm";
import { audit, auditSeal } from "@/db/schema/tenants";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import {
  type ChainFault,
  type ChainHead,
  chainStart,
  followLinks,
  type Link,
  type NotedHead,
} from "./audit-rules";
import { findHead, withoutSeal } from "./seal-audit";
import { sealableColumns } from "./sealable-columns";

export type ChainCheck = {
  checkedAt: Date;
  /** rows whose seal was checked and held */
  sealed: number;
  /** rows that wait for their seal, which takes about a minute */
  unsealed: number;
  lastSealedAt: Date | null;
  /** where the chain ends, to be noted elsewhere; null while nothing is sealed or it does not hold */
  head: NotedHead | null;
  /** the first position that does not hold; what stands behind it proves nothing any more */
  fault: ChainFault | null;
};

const linksAtOnce = 2000;

/**
 * Reads the whole chain again, page by page, and says whether each row is the one that was sealed. With a head that was
 * noted elsewhere also whether the chain still stands on it: what was cut off behind the last seal shows in no other way.
 * Changes nothing.
 */
export async function verifyAudit(
  ctx: Ctx,
  { atOnce = linksAtOnce, noted = null }: { atOnce?: number; noted?: NotedHead | null } = {},
): Promise<ChainCheck> {
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
  if (!fault && noted) fault = await judgeNoted(ctx, noted, head);
  return {
    checkedAt: ctx.clock.now(),
    sealed: head.position,
    unsealed,
    lastSealedAt: end.sealedAt,
    head: fault || head.position === 0 ? null : { position: head.position, hash: head.hash.toString("hex") },
    fault,
  };
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

/** Where a noted link should stand: nothing, or another one, when the end was cut off and written anew. */
async function judgeNoted(ctx: Ctx, noted: NotedHead, head: ChainHead): Promise<ChainFault | null> {
  const rows = await transact(ctx, (tx) =>
    tx
      .select({ hash: auditSeal.hash })
      .from(auditSeal)
      .where(and(eq(auditSeal.tenantId, ctx.tenantId), eq(auditSeal.position, noted.position))),
  );
  if (rows[0]?.hash.toString("hex") === noted.hash) return null;
  return { position: Math.min(head.position + 1, noted.position), kind: "cut" };
}
