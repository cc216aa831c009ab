import { deflateRawSync, inflateRawSync } from "node:zlib";
import { and, eq, inArray } from "drizzle-orm";
import { archive } from "@/db/schema/orders";
import type { Tx } from "@/db/tenant";
import { upsertRows } from "@/db/upsert-rows";
import { sha256 } from "@/server/platform/crypto";
import { invariant, notFound } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";

export type OriginalBytes = { bytes: Uint8Array; sha: Buffer };

/** Bytes with their hash, so that it is taken once. */
export function hashed(bytes: Uint8Array): OriginalBytes {
  return { bytes, sha: sha256(bytes) };
}

/**
 * Keeps the exact bytes of documents, once per distinct content; storing them again changes nothing.
 * @returns archive id by sha256 in hex
 */
export async function storeOriginals(
  tx: Tx,
  tenantId: Id<"tenant">,
  kind: (typeof archive.$inferInsert)["kind"],
  originals: readonly OriginalBytes[],
  at: Date,
): Promise<Map<string, Id<"archive">>> {
  if (originals.length === 0) return new Map();
  const distinct = [
    ...new Map(originals.map((original) => [original.sha.toString("hex"), original])).values(),
  ];
  await upsertRows(
    tx,
    archive,
    distinct.map(({ bytes, sha }) => ({
      tenantId,
      id: newId("archive"),
      sha256: sha,
      kind,
      content: deflateRawSync(bytes, { level: 1 }),
      size: bytes.byteLength,
      createdAt: at,
    })),
    ["tenantId", "sha256"],
    [],
  );
  const rows = await tx
    .select({ id: archive.id, sha: archive.sha256 })
    .from(archive)
    .where(
      and(
        eq(archive.tenantId, tenantId),
        inArray(
          archive.sha256,
          distinct.map(({ sha }) => sha),
        ),
      ),
    );
  return new Map(rows.map((row) => [row.sha.toString("hex"), row.id]));
}

/** The archive id that `storeOriginals` gave for these bytes. */
export function archiveIdOf(
  stored: ReadonlyMap<string, Id<"archive">>,
  original: OriginalBytes,
): Id<"archive"> {
  const id = stored.get(original.sha.toString("hex"));
  invariant(id, "an original that was not stored");
  return id;
}

/** Exactly the bytes Amazon sent; throws INTERNAL when they no longer match their hash. */
export async function getOriginal(tx: Tx, tenantId: Id<"tenant">, id: Id<"archive">): Promise<Buffer> {
  const [row] = await tx
    .select({ content: archive.content, sha: archive.sha256 })
    .from(archive)
    .where(and(eq(archive.tenantId, tenantId), eq(archive.id, id)));
  if (!row) throw notFound("archive");
  const bytes = inflateRawSync(row.content);
  invariant(sha256(bytes).equals(row.sha), "an original differs from its hash");
  return bytes;
}
