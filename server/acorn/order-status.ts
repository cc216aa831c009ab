import type { AcornOrderStatus, Page } from "@/server/acorn/order-types";
import { readOrderStatus } from "@/server/acorn/read-order-status";
import { readPage } from "@/server/acorn/read-page";
import type { ResourceContext } from "@/server/acorn/resource-context";
import { type Range, setRange } from "@/server/acorn/windows";
import { invalid } from "@/server/platform/errors";

export type OrderStatusQuery = {
  /** when the order was placed; a range or a number must be given, a range of seven days at most */
  created?: Range;
  /** when its status last changed */
  updated?: Range;
  number?: string;
  status?: "open" | "closed";
  confirmation?: "accepted" | "partially-accepted" | "rejected" | "unconfirmed";
  receiving?: "not-received" | "partially-received" | "received";
  vendorCode?: string;
  /** FC code */
  shipToCode?: string;
  /** 1 to 100, which is the default */
  pageSize?: number;
  /** of the page before, with the same query */
  nextToken?: string | null;
  signal?: AbortSignal;
};

/** One page, newest first: what was confirmed and received of each line. */
export async function getPurchaseOrdersStatus(
  context: ResourceContext,
  query: OrderStatusQuery,
): Promise<Page<AcornOrderStatus>> {
  const operation = "getPurchaseOrdersStatus";
  const answer = await context.call({
    operation,
    path: "/vendor/orders/v1/purchaseOrdersStatus",
    query: toWire(query),
    signal: query.signal,
  });
  return readPage(answer, { operation, list: "ordersStatus", read: readOrderStatus }, context.onDrift);
}

function toWire(query: OrderStatusQuery): URLSearchParams {
  if (query.created === undefined && query.updated === undefined && query.number === undefined) {
    throw invalid([{ code: "range-missing", field: "created" }]);
  }
  const wire = new URLSearchParams({ limit: String(query.pageSize ?? 100), sortOrder: "DESC" });
  setRange(wire, "created", query.created);
  setRange(wire, "updated", query.updated);
  const words: Record<string, string | undefined> = {
    purchaseOrderNumber: query.number,
    purchaseOrderStatus: shout(query.status),
    itemConfirmationStatus: shout(query.confirmation),
    itemReceiveStatus: shout(query.receiving),
    orderingVendorCode: query.vendorCode,
    shipToPartyId: query.shipToCode,
  };
  for (const [name, value] of Object.entries(words)) if (value !== undefined) wire.set(name, value);
  if (query.nextToken) wire.set("nextToken", query.nextToken);
  return wire;
}

/** partially-accepted → PARTIALLY_ACCEPTED */
function shout(word: string | undefined): string | undefined {
  return word?.toUpperCase().replaceAll("-", "_");
}
