import { and, eq, inArray, sql } from "drizzle-orm";
import { syncFlow } from "@/db/schema/connections";
import { archive, order, orderChange, orderLine } from "@/db/schema/orders";
import type { Tx } from "@/db/tenant";
import { upsertRows } from "@/db/upsert-rows";
import type { AcornOrder, Original } from "@/server/acorn/order-types";
import {
  archiveIdOf,
  hashed,
  type OriginalBytes,
  storeOriginals,
} from "@/server/modules/archive/store-originals";
import { type Id, newId } from "@/server/platform/ids";
import { lineRow, type OrderSource, orderRow } from "./order-rows";
import { recountDays } from "./recount-days";
import { type Merge, mergeOrder, type StoredOrder } from "./rules";
import { settleOrderWork } from "./settle-order-work";
import { storedFacts } from "./stored-facts";

export type StoredCounts = { seen: number; inserted: number; changed: number };

type Known = StoredOrder & {
  id: Id<"order">;
  version: number;
  orderedOn: string;
  archiveId: Id<"archive">;
  firstSeenAt: Date;
  amazonChangedAt: Date | null;
};
type Incoming = { order: AcornOrder; original: OriginalBytes };
type Decided = Incoming & { known: Known | null; merge: Exclude<Merge, { kind: "ignore" }>; id: Id<"order"> };

/**
 * Stores one page of orders: originals, changed rows, what Amazon changed, work items and roll-up, all in the
 * caller's transaction. The same page again writes nothing. Writers of one connection wait for each other.
 */
export async function storeOrders(
  tx: Tx,
  source: OrderSource,
  records: readonly Original<AcornOrder>[],
): Promise<StoredCounts> {
  await lockOrders(tx, source);
  const { fresh, areAllNew } = await dropUnchanged(tx, source, newestByNumber(records));
  if (fresh.length === 0) return { seen: records.length, inserted: 0, changed: 0 };
  const decided = decide(fresh, areAllNew ? new Map() : await loadKnown(tx, source, fresh));
  const archived = await storeOriginals(
    tx,
    source.tenantId,
    "order",
    decided.map(({ original }) => original),
    source.seenAt,
  );
  await forgetPlans(tx);
  await writeOrders(tx, source, decided, archived);
  await writeLines(tx, source, decided);
  await writeChanges(tx, source, decided, archived);
  const ids = decided.map(({ id }) => id);
  await settleOrderWork(tx, source.tenantId, ids, source.seenAt);
  await recountDays(tx, source.tenantId, source.connectionId, daysOf(decided, source));
  return {
    seen: records.length,
    inserted: decided.filter(({ known }) => !known).length,
    changed: decided.filter(({ known }) => known).length,
  };
}

/**
 * Postgres plans the check of a foreign key once a session. Planned over tables that a first sync has only begun to
 * fill, it may walk all of a tenant's orders for each line (measured: 2.5 s a page instead of 0.1) until they are analysed.
 */
async function forgetPlans(tx: Tx): Promise<void> {
  await tx.execute(sql`discard plans`);
}

/** One writer of a connection's orders at a time: rows, days and work items then need no finer locks. */
export async function lockOrders(tx: Tx, at: { tenantId: Id<"tenant">; connectionId: Id<"connection"> }) {
  await tx.execute(sql`
    select 1 from ${syncFlow} where ${and(
      eq(syncFlow.tenantId, at.tenantId),
      eq(syncFlow.connectionId, at.connectionId),
      eq(syncFlow.flow, "orders"),
    )} for update`);
}

/** A page may hold the same PO twice (seen at Amazon [U]); the later version by Amazon's dates stays. */
function newestByNumber(records: readonly Original<AcornOrder>[]): Incoming[] {
  const byNumber = new Map<string, Incoming>();
  for (const record of records) {
    const incoming = { order: record.value, original: hashed(record.bytes) };
    const other = byNumber.get(record.value.number);
    if (!other || mergeOrder(asStored(other.order), record.value).kind !== "ignore")
      byNumber.set(record.value.number, incoming);
  }
  return [...byNumber.values()].sort((a, b) => (a.order.number < b.order.number ? -1 : 1));
}

function asStored(incoming: AcornOrder): StoredOrder {
  return { ...incoming, status: "to-confirm", facts: { header: {}, lines: {} } };
}

/** Orders whose bytes are those we already show: nothing to decide and nothing to write. */
async function dropUnchanged(
  tx: Tx,
  source: OrderSource,
  incoming: Incoming[],
): Promise<{ fresh: Incoming[]; areAllNew: boolean }> {
  if (incoming.length === 0) return { fresh: [], areAllNew: true };
  const rows = await tx
    .select({ number: order.number, sha: archive.sha256 })
    .from(order)
    .innerJoin(archive, and(eq(archive.tenantId, order.tenantId), eq(archive.id, order.archiveId)))
    .where(whereNumbers(source, incoming));
  const shown = new Map(rows.map((row) => [row.number, row.sha]));
  const fresh = incoming.filter(
    ({ order: { number }, original }) => !shown.get(number)?.equals(original.sha),
  );
  return { fresh, areAllNew: rows.length === 0 };
}

function whereNumbers(source: OrderSource, incoming: Incoming[]) {
  return and(
    eq(order.tenantId, source.tenantId),
    eq(order.connectionId, source.connectionId),
    inArray(
      order.number,
      incoming.map((record) => record.order.number),
    ),
  );
}

async function loadKnown(tx: Tx, source: OrderSource, incoming: Incoming[]): Promise<Map<string, Known>> {
  const rows = await tx.select().from(order).where(whereNumbers(source, incoming));
  if (rows.length === 0) return new Map();
  const lines = await tx
    .select()
    .from(orderLine)
    .where(
      and(
        eq(orderLine.tenantId, source.tenantId),
        inArray(
          orderLine.orderId,
          rows.map((row) => row.id),
        ),
      ),
    );
  const linesOf = Map.groupBy(lines, (line) => line.orderId);
  return new Map(
    rows.map((row) => [row.number, { ...row, facts: storedFacts(row, linesOf.get(row.id) ?? []) }]),
  );
}

function decide(incoming: Incoming[], knownByNumber: Map<string, Known>): Decided[] {
  return incoming.flatMap((record): Decided[] => {
    const known = knownByNumber.get(record.order.number) ?? null;
    const merge = mergeOrder(known, record.order);
    if (merge.kind === "ignore") return [];
    return [{ ...record, known, merge, id: known?.id ?? newId("order") }];
  });
}

async function writeOrders(
  tx: Tx,
  source: OrderSource,
  decided: Decided[],
  archived: Map<string, Id<"archive">>,
): Promise<void> {
  const rows = decided.map(({ order: incoming, original, known, merge, id }) =>
    orderRow(source, incoming, {
      id,
      archiveId: archiveIdOf(archived, original),
      before: known,
      hasChanges: merge.kind === "update" && merge.changes.length > 0,
    }),
  );
  const [first] = rows;
  if (!first) return;
  // Typed by the row itself: everything but the key, the id and the instant of the first sight follows Amazon.
  const written = (Object.keys(first) as (keyof typeof first)[]).filter(
    (key) => !["tenantId", "connectionId", "number", "id", "firstSeenAt"].includes(key),
  );
  await upsertRows(tx, order, rows, ["tenantId", "connectionId", "number"], written);
}

async function writeLines(tx: Tx, source: OrderSource, decided: Decided[]): Promise<void> {
  const rows = decided.flatMap(({ id, order: incoming }) =>
    incoming.lines.map((line, position) => lineRow(source, id, line, position)),
  );
  await upsertRows(tx, orderLine, rows, ["tenantId", "orderId", "sequence"]);
  for (const { id, merge } of decided) {
    if (merge.kind !== "update") continue;
    const gone = merge.changes.flatMap((change) =>
      change.path === "line" && change.after === null && change.line !== null ? [change.line] : [],
    );
    if (gone.length === 0) continue;
    await tx
      .delete(orderLine)
      .where(
        and(
          eq(orderLine.tenantId, source.tenantId),
          eq(orderLine.orderId, id),
          inArray(orderLine.sequence, gone),
        ),
      );
  }
}

async function writeChanges(
  tx: Tx,
  source: OrderSource,
  decided: Decided[],
  archived: Map<string, Id<"archive">>,
): Promise<void> {
  const rows = decided.flatMap(({ id, known, merge, order: incoming, original }) => {
    if (!known || merge.kind !== "update" || merge.changes.length === 0) return [];
    return [
      {
        tenantId: source.tenantId,
        id: newId("change"),
        orderId: id,
        version: known.version + 1,
        seenAt: source.seenAt,
        amazonChangedAt: incoming.changedAt,
        changes: merge.changes,
        beforeArchiveId: known.archiveId,
        afterArchiveId: archiveIdOf(archived, original),
      },
    ];
  });
  await upsertRows(tx, orderChange, rows, ["tenantId", "orderId", "version"], []);
}

function daysOf(decided: Decided[], source: OrderSource): string[] {
  const days = new Set<string>();
  for (const { known, order: incoming } of decided) {
    if (known) days.add(known.orderedOn);
    days.add(source.dayOf(incoming.orderedAt));
  }
  return [...days];
}
