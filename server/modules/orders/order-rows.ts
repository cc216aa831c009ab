import type { order, orderLine } from "@/db/schema/orders";
import type { AcornOrder, AcornOrderLine } from "@/server/acorn/order-types";
import type { Id } from "@/server/platform/ids";
import { answerClocks } from "./clock-rules";
import { orderStatus, orderTotals, windowKind } from "./rules";

/** Where a page of orders comes from and when it was read. */
export type OrderSource = {
  tenantId: Id<"tenant">;
  connectionId: Id<"connection">;
  /** country of the connection, shown where a PO names no fulfilment centre */
  country: string;
  /** calendar day in the marketplace's zone */
  dayOf(at: Date): string;
  seenAt: Date;
};

type Before = Pick<typeof order.$inferSelect, "version" | "status" | "firstSeenAt" | "amazonChangedAt">;
type Fate = { id: Id<"order">; archiveId: Id<"archive">; before: Before | null; hasChanges: boolean };

/** The row of an order as Amazon shows it now. Figures read from the order status are not touched here. */
export function orderRow(source: OrderSource, incoming: AcornOrder, fate: Fate): typeof order.$inferInsert {
  const window = incoming.shipWindow ?? incoming.deliveryWindow;
  const { before } = fate;
  const { answerBy } = answerClocks(incoming.orderedAt);
  const status = orderStatus(incoming, before?.status ?? null, fate.hasChanges);
  return {
    tenantId: source.tenantId,
    id: fate.id,
    connectionId: source.connectionId,
    number: incoming.number,
    version: (before?.version ?? 0) + 1,
    state: incoming.state,
    status,
    type: incoming.type,
    orderedAt: incoming.orderedAt,
    orderedOn: source.dayOf(incoming.orderedAt),
    changedAt: incoming.changedAt,
    stateChangedAt: incoming.stateChangedAt,
    confirmDueAt: answerBy,
    nextDueAt: status === "to-confirm" ? answerBy : null,
    vendorCode: incoming.vendorCode,
    fcCode: incoming.shipTo?.code ?? null,
    country: incoming.shipTo?.country ?? source.country,
    shipTo: incoming.shipTo,
    billTo: incoming.billTo,
    buying: incoming.buying,
    selling: incoming.selling,
    windowKind: windowKind(incoming),
    windowStartAt: window?.startAt ?? null,
    windowEndAt: window?.endAt ?? null,
    paymentMethod: incoming.paymentMethod,
    dealCode: incoming.dealCode,
    importTerms: incoming.importTerms,
    ...orderTotals(incoming.lines),
    amazonChangedAt: fate.hasChanges
      ? (incoming.changedAt ?? source.seenAt)
      : (before?.amazonChangedAt ?? null),
    archiveId: fate.archiveId,
    firstSeenAt: before?.firstSeenAt ?? source.seenAt,
    seenAt: source.seenAt,
  };
}

export function lineRow(
  source: OrderSource,
  orderId: Id<"order">,
  line: AcornOrderLine,
  position: number,
): typeof orderLine.$inferInsert {
  return {
    tenantId: source.tenantId,
    orderId,
    sequence: line.sequence,
    position,
    asin: line.asin,
    vendorSku: line.vendorSku,
    orderedAmount: line.ordered.amount,
    unit: line.ordered.unit,
    unitSize: line.ordered.unitSize,
    orderedUnits: line.ordered.eaches,
    isCancelled: line.isCancelled,
    isBackorderAllowed: line.isBackorderAllowed,
    netCost: line.netCost?.amount ?? null,
    listPrice: line.listPrice?.amount ?? null,
    currency: line.netCost?.currency ?? line.listPrice?.currency ?? null,
    costPer: line.costPer,
  };
}
