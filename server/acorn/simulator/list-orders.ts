import { type Answer, invalidInput, jsonAnswer } from "./answers";
import { type BendPage, bendPage } from "./bend-page";
import { day, sixMonthsBefore } from "./calendar";
import type { FaultName } from "./fault-table";
import type { VendorGroup } from "./groups";
import { bad, ok, readFlag, readLimit, readSpan, readWord, type Span } from "./list-query";
import { byCreation } from "./order-book";
import type { OrderEvent, OrderPlan } from "./order-plan";
import { lastEventAt, orderStateAt } from "./order-state";
import { openPage } from "./page-orders";
import { renderOrder } from "./render-order";
import type { WireOrder } from "./wire-types";
import type { World } from "./world";

type Wanted = {
  created: Span | null;
  changed: Span | null;
  limit: number;
  isAscending: boolean;
  includeDetails: boolean;
  hasCancelled: boolean;
  isChanged: boolean;
  state: "New" | "Acknowledged" | "Closed" | null;
  vendorCode: string | null;
};

/** getPurchaseOrders [M]: at most 7 days wide, six months back, 100 a page, newest first. */
export function listOrders(
  world: World,
  of: { group: VendorGroup; query: URLSearchParams; fault: FaultName | null },
): Answer {
  const paged = openPage(world, { operation: "getPurchaseOrders", group: of.group.id, query: of.query });
  if ("status" in paged) return paged;
  const { claim } = paged;
  const wanted = readWanted(world, paged.query, claim.asOf);
  if (!wanted.ok) return invalidInput(wanted.details);
  if (
    paged.query.get("sortOrder") === "ASC" &&
    world.switches.ascendingSortRefused &&
    of.group.refusesAscending
  )
    return invalidInput("sortOrder is not supported"); // [I jrl84#320]
  const found = findOrders(world, of.group, { wanted: wanted.value, asOf: claim.asOf });
  const bend: BendPage<WireOrder> = {
    sorted: wanted.value.isAscending ? found : found.reverse(),
    claim,
    limit: wanted.value.limit,
    fault: of.fault,
    group: of.group,
    render: (plan, at) => {
      const order = renderOrder(orderStateAt(plan, at), world.switches);
      if (wanted.value.includeDetails) return order;
      return { purchaseOrderNumber: order.purchaseOrderNumber, purchaseOrderState: order.purchaseOrderState };
    },
  };
  const { records, pagination } = bendPage(world, bend);
  const isOmitted = records.length === 0 && world.switches.emptyListOmitted;
  return jsonAnswer(200, { payload: { ...pagination, ...(isOmitted ? {} : { orders: records }) } });
}

function readWanted(world: World, query: URLSearchParams, now: number) {
  const rules = { now, switches: world.switches };
  const created = readSpan(query, "created", rules);
  if (!created.ok) return created;
  const changed = readSpan(query, "changed", rules);
  if (!changed.ok) return changed;
  const limit = readLimit(query);
  if (!limit.ok) return limit;
  const sort = readWord(query, "sortOrder", ["ASC", "DESC"]);
  if (!sort.ok) return sort;
  const details = readFlag(query, "includeDetails", true);
  if (!details.ok) return details;
  const isChanged = readFlag(query, "isPOChanged", false);
  if (!isChanged.ok) return isChanged;
  const itemState = readWord(query, "poItemState", ["Cancelled"]);
  if (!itemState.ok) return itemState;
  const state = readWord(query, "purchaseOrderState", ["New", "Acknowledged", "Closed"]);
  if (!state.ok) return state;
  const hasWindow = created.value !== null || changed.value !== null;
  if (!hasWindow && world.switches.noWindowRefused) return bad("a date filter is missing");
  return ok<Wanted>({
    created: hasWindow ? created.value : { from: now - 7 * day, to: now + 1 },
    changed: changed.value,
    limit: limit.value,
    isAscending: sort.value === "ASC" && !world.switches.ascendingSortIgnored,
    includeDetails: details.value,
    hasCancelled: itemState.value === "Cancelled",
    isChanged: isChanged.value,
    state: state.value,
    vendorCode: query.get("orderingVendorCode"),
  });
}

/** Changes by Amazon move purchaseOrderChangedDate; the vendor's answer and receipts do not [M]. */
function isAmazonChange(kind: OrderEvent["kind"]): boolean {
  return kind !== "acknowledge" && kind !== "receive" && kind !== "close";
}

function findOrders(world: World, group: VendorGroup, of: { wanted: Wanted; asOf: number }): OrderPlan[] {
  const { wanted, asOf } = of;
  const floor = sixMonthsBefore(asOf);
  const span = wanted.created ?? { from: floor, to: asOf + 1 };
  const plans = world.bookOf(group).between(Math.max(span.from, floor), Math.min(span.to, asOf + 1));
  const counts = (kind: OrderEvent["kind"]) =>
    isAmazonChange(kind) || (world.switches.stateChangeIsChange && kind !== "receive");
  return plans
    .filter((plan) => {
      if (wanted.vendorCode !== null && plan.vendorCode !== wanted.vendorCode) return false;
      if (wanted.isChanged && lastEventAt(plan, asOf, isAmazonChange) === null) return false;
      if (wanted.changed && !isWithin(lastEventAt(plan, asOf, counts), wanted.changed)) return false;
      if (wanted.state === null && !wanted.hasCancelled) return true;
      const order = orderStateAt(plan, asOf);
      if (wanted.state !== null && order.state !== wanted.state) return false;
      return !wanted.hasCancelled || order.lines.some((line) => line.amount <= 0);
    })
    .sort(byCreation);
}

export function isWithin(at: number | null, span: Span): boolean {
  return at !== null && at >= span.from && at < span.to;
}
