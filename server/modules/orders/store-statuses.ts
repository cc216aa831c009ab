import { and, eq, inArray, sql } from "drizzle-orm";
import { archive, order, orderLine } from "@/db/schema/orders";
import type { Tx } from "@/db/tenant";
import type { AcornOrderStatus, Original } from "@/server/acorn/order-types";
import { archiveIdOf, hashed, storeOriginals } from "@/server/modules/archive/store-originals";
import type { Id } from "@/server/platform/ids";
import type { OrderSource } from "./order-rows";
import { recountDays } from "./recount-days";
import { isConfirmed } from "./rules";
import { settleOrderWork } from "./settle-order-work";
import { lockOrders, type StoredCounts } from "./store-orders";

/** what Amazon's own word confirms */
const waiting = ["to-confirm", "answered"] as const;

type Known = { id: Id<"order">; orderedOn: string; status: string; updatedAt: Date | null };
type Fresh = { status: AcornOrderStatus; original: ReturnType<typeof hashed>; known: Known };

/**
 * Stores what Amazon shows as confirmed and received. Orders we have not read yet are left for the next reading, older
 * versions and unchanged bytes are ignored; the same page again writes nothing.
 */
export async function storeStatuses(
  tx: Tx,
  source: OrderSource,
  records: readonly Original<AcornOrderStatus>[],
): Promise<StoredCounts> {
  const nothing = { seen: records.length, inserted: 0, changed: 0 };
  if (records.length === 0) return nothing;
  await lockOrders(tx, source);
  const fresh = await selectFresh(tx, source, records);
  if (fresh.length === 0) return nothing;
  const archived = await storeOriginals(
    tx,
    source.tenantId,
    "order-status",
    fresh.map(({ original }) => original),
    source.seenAt,
  );
  await writeLines(tx, source, fresh);
  await writeTotals(tx, source, fresh, (item) => archiveIdOf(archived, item.original));
  const confirmed = fresh.filter(
    ({ status, known }) => waiting.some((one) => one === known.status) && isConfirmed(status.lines),
  );
  await markConfirmed(tx, source, confirmed);
  return { ...nothing, changed: fresh.length };
}

async function selectFresh(
  tx: Tx,
  source: OrderSource,
  records: readonly Original<AcornOrderStatus>[],
): Promise<Fresh[]> {
  const rows = await tx
    .select({
      number: order.number,
      id: order.id,
      orderedOn: order.orderedOn,
      status: order.status,
      updatedAt: order.statusUpdatedAt,
      sha: archive.sha256,
    })
    .from(order)
    .leftJoin(archive, and(eq(archive.tenantId, order.tenantId), eq(archive.id, order.statusArchiveId)))
    .where(
      and(
        eq(order.tenantId, source.tenantId),
        eq(order.connectionId, source.connectionId),
        inArray(
          order.number,
          records.map((record) => record.value.number),
        ),
      ),
    );
  const known = new Map(rows.map((row) => [row.number, row]));
  const newest = new Map<string, Fresh>();
  for (const record of records) {
    const row = known.get(record.value.number);
    if (!row) continue;
    const item = { status: record.value, original: hashed(record.bytes), known: row };
    const other = newest.get(record.value.number)?.status.updatedAt ?? row.updatedAt;
    const isOlder = other && record.value.updatedAt && record.value.updatedAt < other;
    if (!isOlder) newest.set(record.value.number, item);
  }
  return [...newest.values()].filter(
    ({ status, original }) => !known.get(status.number)?.sha?.equals(original.sha),
  );
}

async function writeLines(tx: Tx, source: OrderSource, fresh: Fresh[]): Promise<void> {
  const rows = fresh.flatMap(({ status, known }) =>
    status.lines.map((line) => ({ ...line, orderId: known.id })),
  );
  if (rows.length === 0) return;
  const column = (pick: (row: (typeof rows)[number]) => string | number | null) =>
    sql`${sql.param(rows.map((row) => pick(row)?.toString() ?? null))}::text[]`;
  const columns = [
    column((row) => row.orderId),
    column((row) => row.sequence),
    column((row) => row.confirmation),
    column((row) => row.acceptedEaches),
    column((row) => row.rejectedEaches),
    column((row) => row.cancelledEaches),
    column((row) => row.receiving),
    column((row) => row.receivedEaches),
    column((row) => row.lastReceivedAt?.toISOString() ?? null),
  ];
  await tx.execute(sql`
    update ${orderLine} l set confirmation = u.confirmation, accepted_units = u.accepted::int,
      rejected_units = u.rejected::int, cancelled_units = u.cancelled::int, receiving = u.receiving,
      received_units = u.received::int, last_received_at = u.received_at::timestamptz
    from unnest(${sql.join(columns, sql`, `)})
      as u (order_id, sequence, confirmation, accepted, rejected, cancelled, receiving, received, received_at)
    where l.tenant_id = ${source.tenantId} and l.order_id = u.order_id::uuid and l.sequence = u.sequence`);
}

async function writeTotals(
  tx: Tx,
  source: OrderSource,
  fresh: Fresh[],
  archiveId: (item: Fresh) => Id<"archive">,
): Promise<void> {
  const rows = fresh.map((item) => ({
    id: item.known.id,
    archiveId: archiveId(item),
    accepted: total(item.status.lines.map((line) => line.acceptedEaches)),
    rejected: total(item.status.lines.map((line) => line.rejectedEaches)),
    received: total(item.status.lines.map((line) => line.receivedEaches)),
    updatedAt: item.status.updatedAt?.toISOString() ?? null,
  }));
  const column = (pick: (row: (typeof rows)[number]) => string | number | null) =>
    sql`${sql.param(rows.map((row) => pick(row)?.toString() ?? null))}::text[]`;
  await tx.execute(sql`
    update ${order} o set accepted_units = u.accepted::int, rejected_units = u.rejected::int,
      received_units = u.received::int, status_archive_id = u.archive_id::uuid,
      status_updated_at = u.updated_at::timestamptz, status_seen_at = ${source.seenAt.toISOString()}::timestamptz
    from unnest(${column((row) => row.id)}, ${column((row) => row.archiveId)}, ${column((row) => row.accepted)},
      ${column((row) => row.rejected)}, ${column((row) => row.received)}, ${column((row) => row.updatedAt)})
      as u (id, archive_id, accepted, rejected, received, updated_at)
    where o.tenant_id = ${source.tenantId} and o.id = u.id::uuid`);
}

/** Σ of what is known; null when Amazon gives no figure at all: null is not 0. */
function total(figures: readonly (number | null)[]): number | null {
  const known = figures.filter((figure) => figure !== null);
  return known.length === 0 ? null : known.reduce((sum, figure) => sum + figure, 0);
}

async function markConfirmed(tx: Tx, source: OrderSource, confirmed: Fresh[]): Promise<void> {
  if (confirmed.length === 0) return;
  const ids = confirmed.map(({ known }) => known.id);
  await tx
    .update(order)
    .set({ status: "confirmed", nextDueAt: null })
    .where(
      and(eq(order.tenantId, source.tenantId), inArray(order.id, ids), inArray(order.status, [...waiting])),
    );
  await settleOrderWork(tx, source.tenantId, ids, source.seenAt);
  await recountDays(
    tx,
    source.tenantId,
    source.connectionId,
    confirmed.map(({ known }) => known.orderedOn),
  );
}
