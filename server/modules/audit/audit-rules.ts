import { createHash } from "node:crypto";
import type { Id } from "@/server/platform/ids";

/** A row of the audit as it is sealed; `before` and `after` as Postgres prints jsonb, which has one spelling a value. */
export type SealableRow = {
  tenantId: Id<"tenant">;
  id: Id<"audit">;
  at: Date;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  grantId: string | null;
  agencyName: string | null;
  address: string | null;
  device: string | null;
  action: string;
  outcome: string;
  subjectKind: string | null;
  subjectId: string | null;
  before: string | null;
  after: string | null;
  requestId: string;
};

/** One link as it is stored, with the row it covers; the row is null when nothing is left of it. */
export type Link = { position: number; hash: Buffer; sealedAt: Date; row: SealableRow | null };

/**
 * What a check can find: a position that is missing, a row that is gone, bytes that are not those that were sealed
 * (changed, exchanged or put in another order), a row whose date lies before rows that were sealed long before it, and
 * against a head that was noted elsewhere: an end that was cut off, and perhaps written anew.
 */
export type ChainFaultKind = "gap" | "gone" | "altered" | "backdated" | "cut";
export type ChainFault = { position: number; kind: ChainFaultKind };
export type ChainHead = { position: number; hash: Buffer; sealedAt: Date | null };

/** A head as it is kept outside the database: in a mail, in the data folder. `hash` in hex. */
export type NotedHead = { position: number; hash: string };

/** What the first link is hashed with. */
export const chainStart: ChainHead = { position: 0, hash: Buffer.alloc(32), sealedAt: null };

/**
 * A row is dated when its transaction begins its work and sealed once that is over: no transaction of ours is open for
 * an hour, so an older date was not written then.
 */
const longestTransactionMs = 3_600_000;

/** The row's one spelling: every field in a fixed order, so that no two rows read alike. */
export function canonicalForm(row: SealableRow): string {
  return JSON.stringify([
    "audit/1",
    row.tenantId,
    row.id,
    row.at.toISOString(),
    row.actorKind,
    row.actorId,
    row.actorName,
    row.grantId,
    row.agencyName,
    row.address,
    row.device,
    row.action,
    row.outcome,
    row.subjectKind,
    row.subjectId,
    row.before,
    row.after,
    row.requestId,
  ]);
}

/** sha256 over the hash before, the position, the instant of sealing and the row. */
export function linkHash(
  before: Buffer,
  link: Pick<Link, "position" | "sealedAt">,
  row: SealableRow,
): Buffer {
  return createHash("sha256")
    .update(before)
    .update(`\n${link.position}\n${link.sealedAt.toISOString()}\n`)
    .update(canonicalForm(row))
    .digest();
}

/** The links for these rows behind a head, in the order of the rows. */
export function forgeLinks(
  head: ChainHead,
  rows: readonly SealableRow[],
  sealedAt: Date,
): { position: number; auditId: Id<"audit">; hash: Buffer; sealedAt: Date }[] {
  let { hash } = head;
  return rows.map((row, index) => {
    const position = head.position + index + 1;
    hash = linkHash(hash, { position, sealedAt }, row);
    return { position, auditId: row.id, hash, sealedAt };
  });
}

/** Goes on from a head over the next links. @returns the new head, or the first position that does not hold. */
export function followLinks(
  head: ChainHead,
  links: readonly Link[],
): { head: ChainHead } | { fault: ChainFault } {
  let at = head;
  for (const link of links) {
    const kind = judgeLink(at, link);
    if (kind) return { fault: { position: at.position + 1, kind } };
    at = { position: link.position, hash: link.hash, sealedAt: link.sealedAt };
  }
  return { head: at };
}

function judgeLink(before: ChainHead, link: Link): ChainFaultKind | null {
  if (link.position !== before.position + 1) return "gap";
  if (!link.row) return "gone";
  if (!linkHash(before.hash, link, link.row).equals(link.hash)) return "altered";
  const sealedBefore = before.sealedAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  return link.row.at.getTime() < sealedBefore - longestTransactionMs ? "backdated" : null;
}
