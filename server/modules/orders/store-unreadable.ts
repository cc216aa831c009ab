import { quarantine } from "@/db/schema/orders";
import type { Tx } from "@/db/tenant";
import { upsertRows } from "@/db/upsert-rows";
import type { Unreadable } from "@/server/acorn/order-types";
import { archiveIdOf, hashed, storeOriginals } from "@/server/modules/archive/store-originals";
import { type Id, newId } from "@/server/platform/ids";

type Place = { tenantId: Id<"tenant">; connectionId: Id<"connection">; operation: string; at: Date };

/** Keeps the bytes of records nobody could read, each once; the page they came in goes on without them. */
export async function storeUnreadable(tx: Tx, place: Place, records: readonly Unreadable[]): Promise<number> {
  if (records.length === 0) return 0;
  const found = [
    ...new Map(
      records.map((record) => {
        const original = hashed(record.bytes);
        return [original.sha.toString("hex"), { original, faults: record.faults }];
      }),
    ).values(),
  ];
  const archived = await storeOriginals(
    tx,
    place.tenantId,
    "unreadable",
    found.map(({ original }) => original),
    place.at,
  );
  await upsertRows(
    tx,
    quarantine,
    found.map(({ original, faults }) => ({
      tenantId: place.tenantId,
      id: newId("quarantine"),
      connectionId: place.connectionId,
      operation: place.operation,
      archiveId: archiveIdOf(archived, original),
      faults,
      createdAt: place.at,
    })),
    ["tenantId", "connectionId", "operation", "archiveId"],
    [],
  );
  return found.length;
}
