import type { AcornOrder, Original, Page } from "@/server/acorn/order-types";
import { readOrder } from "@/server/acorn/read-order";
import { readPage, readSingle } from "@/server/acorn/read-page";
import type { ResourceContext } from "@/server/acorn/resource-context";
import { type Range, setRange } from "@/server/acorn/windows";
import { invalid } from "@/server/platform/errors";

export type OrdersQuery = {
  /** when the order became available; at least one of the two ranges, each seven days at most */
  created?: Range;
  /** when Amazon last changed it */
  changed?: Range;
  state?: "new" | "acknowledged" | "closed";
  vendorCode?: string;
  /** only orders changed after they were placed */
  onlyChanged?: boolean;
  /** only orders with a line that Amazon cancelled */
  onlyWithCancelledLines?: boolean;
  /** 1 to 100, which is the default */
  pageSize?: number;
  /** of the page before, with the same query */
  nextToken?: string | null;
  signal?: AbortSignal;
};

const path = "/vendor/orders/v1/purchaseOrders";
const wireStates = { new: "New", acknowledged: "Acknowledged", closed: "Closed" } as const;

/** One page, newest first; order it yourself. A record that cannot be read is in `unreadable`, and the rest is whole. */
export async function getPurchaseOrders(
  context: ResourceContext,
  query: OrdersQuery,
): Promise<Page<AcornOrder>> {
  const operation = "getPurchaseOrders";
  const answer = await context.call({ operation, path, query: toWire(query), signal: query.signal });
  return readPage(answer, { operation, list: "orders", read: readOrder }, context.onDrift);
}

/** One order by its number; NOT_FOUND when this account has none of that number. */
export async function getPurchaseOrder(
  context: ResourceContext,
  number: string,
  signal?: AbortSignal,
): Promise<Original<AcornOrder>> {
  const operation = "getPurchaseOrder";
  // The number becomes part of the path: dots, slashes and spaces would name something else.
  if (!/^[A-Za-z0-9]{1,20}$/.test(number)) {
    throw invalid([{ code: "order-number", field: "number" }]);
  }
  const answer = await context.call({ operation, path: `${path}/${number}`, signal });
  return readSingle(answer, { operation, read: readOrder }, context.onDrift);
}

function toWire(query: OrdersQuery): URLSearchParams {
  if (query.created === undefined && query.changed === undefined) {
    throw invalid([{ code: "range-missing", field: "created" }]);
  }
  // Descending always: ASC is refused or ignored for some accounts [I jrl84#320, docs#2483].
  const wire = new URLSearchParams({
    limit: String(query.pageSize ?? 100),
    sortOrder: "DESC",
    includeDetails: "true",
  });
  setRange(wire, "created", query.created);
  setRange(wire, "changed", query.changed);
  if (query.state !== undefined) wire.set("purchaseOrderState", wireStates[query.state]);
  if (query.vendorCode !== undefined) wire.set("orderingVendorCode", query.vendorCode);
  if (query.onlyChanged) wire.set("isPOChanged", "true");
  if (query.onlyWithCancelledLines) wire.set("poItemState", "Cancelled");
  if (query.nextToken) wire.set("nextToken", query.nextToken);
  return wire;
}
