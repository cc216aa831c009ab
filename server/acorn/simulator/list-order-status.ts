import { type Answer, invalidInput, jsonAnswer } from "./answers";
import { type BendPage, bendPage } from "./bend-page";
import { day, sixMonthsBefore } from "./calendar";
import type { FaultName } from "./fault-table";
import type { VendorGroup } from "./groups";
import { isWithin } from "./list-orders";
import { bad, ok, readLimit, readSpan, readWord, type Span } from "./list-query";
import { byCreation } from "./order-book";
import type { OrderPlan } from "./order-plan";
import { lastEventAt, type OrderState, orderStateAt } from "./order-state";
import { openPage } from "./page-orders";
import { confirmationOf, receivingOf, renderStatus } from "./render-order";
import type { WireOrderStatus } from "./wire-types";
import type { World } from "./world";

const confirmations = ["ACCEPTED", "PARTIALLY_ACCEPTED", "REJECTED", "UNCONFIRMED"] as const;
const receivings = ["NOT_RECEIVED", "PARTIALLY_RECEIVED", "RECEIVED"] as const;

type Wanted = {
  created: Span | null;
  updated: Span | null;
  limit: number;
  isAscending: boolean;
  number: string | null;
  status: "OPEN" | "CLOSED" | null;
  confirmation: (typeof confirmations)[number] | null;
  receiving: (typeof receivings)[number] | null;
  vendorCode: string | null;
  shipTo: string | null;
};

/** getPurchaseOrdersStatus [M]: acknowledgement and receiving by line, with every filter of the model. */
export function listOrderStatus(
  world: World,
  of: { group: VendorGroup; query: URLSearchParams; fault: FaultName | null },
): Answer {
  const paged = openPage(world, {
    operation: "getPurchaseOrdersStatus",
    group: of.group.id,
    query: of.query,
  });
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
  const bend: BendPage<WireOrderStatus> = {
    sorted: wanted.value.isAscending ? found : found.reverse(),
    claim,
    limit: wanted.value.limit,
    fault: of.fault,
    group: of.group,
    render: (plan, at) => renderStatus(orderStateAt(plan, at), world.switches),
  };
  const { records, pagination } = bendPage(world, bend);
  const isOmitted = records.length === 0 && world.switches.emptyListOmitted;
  return jsonAnswer(200, { payload: { ...pagination, ...(isOmitted ? {} : { ordersStatus: records }) } });
}

function readWanted(world: World, query: URLSearchParams, now: number) {
  const rules = { now, switches: world.switches };
  const created = readSpan(query, "created", rules);
  if (!created.ok) return created;
  const updated = readSpan(query, "updated", rules);
  if (!updated.ok) return updated;
  const limit = readLimit(query);
  if (!limit.ok) return limit;
  const sort = readWord(query, "sortOrder", ["ASC", "DESC"]);
  if (!sort.ok) return sort;
  const status = readWord(query, "purchaseOrderStatus", ["OPEN", "CLOSED"]);
  if (!status.ok) return status;
  const confirmation = readWord(query, "itemConfirmationStatus", confirmations);
  if (!confirmation.ok) return confirmation;
  const receiving = readWord(query, "itemReceiveStatus", receivings);
  if (!receiving.ok) return receiving;
  const number = query.get("purchaseOrderNumber");
  const hasWindow = created.value !== null || updated.value !== null || number !== null;
  if (!hasWindow && world.switches.noWindowRefused) return bad("a date filter is missing");
  return ok<Wanted>({
    created: hasWindow ? created.value : { from: now - 7 * day, to: now + 1 },
    updated: updated.value,
    limit: limit.value,
    isAscending: sort.value === "ASC" && !world.switches.ascendingSortIgnored,
    number,
    status: status.value,
    confirmation: confirmation.value,
    receiving: receiving.value,
    vendorCode: query.get("orderingVendorCode"),
    shipTo: query.get("shipToPartyId"),
  });
}

function findOrders(world: World, group: VendorGroup, of: { wanted: Wanted; asOf: number }): OrderPlan[] {
  const { wanted, asOf } = of;
  const floor = sixMonthsBefore(asOf);
  const span = wanted.created ?? { from: floor, to: asOf + 1 };
  const plans = world.bookOf(group).between(Math.max(span.from, floor), Math.min(span.to, asOf + 1));
  const needsState = wanted.status !== null || wanted.confirmation !== null || wanted.receiving !== null;
  return plans
    .filter((plan) => {
      if (wanted.number !== null && plan.number !== wanted.number) return false;
      if (wanted.vendorCode !== null && plan.vendorCode !== wanted.vendorCode) return false;
      if (wanted.shipTo !== null && plan.shipTo !== wanted.shipTo) return false;
      const updatedAt = lastEventAt(plan, asOf, () => true) ?? plan.createdAt;
      if (wanted.updated && !isWithin(updatedAt, wanted.updated)) return false;
      return !needsState || hasState(orderStateAt(plan, asOf), wanted);
    })
    .sort(byCreation);
}

/** Item filters ask for orders with at least one such item [M]. */
function hasState(order: OrderState, wanted: Wanted): boolean {
  const status = order.state === "Closed" ? "CLOSED" : "OPEN";
  if (wanted.status !== null && status !== wanted.status) return false;
  const { confirmation, receiving } = wanted;
  if (confirmation !== null && !order.lines.some((line) => confirmationOf(line) === confirmation))
    return false;
  return receiving === null || order.lines.some((line) => receivingOf(line) === receiving);
}
