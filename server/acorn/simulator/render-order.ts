import { isoSeconds } from "./calendar";
import { buyerParty, centreParty } from "./countries";
import type { LineState, OrderState } from "./order-state";
import type { Switches } from "./switches";
import type {
  WireItemStatus,
  WireOrder,
  WireOrderItem,
  WireOrderStatus,
  WireParty,
  WireQuantity,
} from "./wire-types";

type Manner = Pick<Switches, "negativeQuantity" | "instantsWithoutZone">;

/** Instants as this run writes them. */
function instantText(at: number, manner: Manner): string {
  const text = isoSeconds(at);
  return manner.instantsWithoutZone ? text.slice(0, -1) : text;
}

/** One order as getPurchaseOrders and getPurchaseOrder show it [M]. */
export function renderOrder(order: OrderState, manner: Manner): WireOrder {
  const { plan } = order;
  const at = (instant: number) => instantText(instant, manner);
  const window = `${at(order.window.start)}--${at(order.window.end)}`;
  return {
    purchaseOrderNumber: plan.number,
    purchaseOrderState: order.state,
    orderDetails: {
      purchaseOrderDate: at(plan.createdAt),
      ...(order.changedAt === null ? {} : { purchaseOrderChangedDate: at(order.changedAt) }),
      purchaseOrderStateChangedDate: at(order.stateChangedAt),
      purchaseOrderType: plan.type,
      ...(plan.importDetails ? { importDetails: plan.importDetails } : {}),
      ...(plan.dealCode ? { dealCode: plan.dealCode } : {}),
      paymentMethod: plan.paymentMethod,
      buyingParty: buyerParty(plan.group.country),
      sellingParty: { partyId: plan.vendorCode },
      shipToParty: shipTo(order),
      billToParty: buyerParty(plan.group.country),
      ...(plan.freight === "collect" ? { shipWindow: window } : { deliveryWindow: window }),
      items: order.lines.map((line) => renderItem(line, order, manner)),
    },
  };
}

function shipTo(order: OrderState): WireParty {
  return centreParty(order.plan.group.country, order.plan.shipTo);
}

function renderItem(line: LineState, order: OrderState, manner: Manner): WireOrderItem {
  const currencyCode = order.plan.group.country.currency;
  // [I docs#2421]: a cancelled line once came with -3.
  const amount = line.amount === 0 && manner.negativeQuantity ? -3 : line.amount;
  return {
    itemSequenceNumber: line.plan.sequence,
    amazonProductIdentifier: line.plan.product.asin,
    vendorProductIdentifier: line.plan.product.vendorId,
    orderedQuantity: quantity(line, amount),
    isBackOrderAllowed: line.plan.isBackOrderAllowed,
    netCost: { currencyCode, amount: line.cost },
    listPrice: { currencyCode, amount: line.plan.product.list },
  };
}

function quantity(line: LineState, amount: number): WireQuantity {
  return { amount, unitOfMeasure: line.plan.unit, unitSize: line.plan.unitSize };
}

/** One order as getPurchaseOrdersStatus shows it [M]: acknowledgement and receiving per line. */
export function renderStatus(order: OrderState, manner: Manner): WireOrderStatus {
  const { plan } = order;
  return {
    purchaseOrderNumber: plan.number,
    purchaseOrderStatus: order.state === "Closed" ? "CLOSED" : "OPEN",
    purchaseOrderDate: instantText(plan.createdAt, manner),
    lastUpdatedDate: instantText(order.updatedAt, manner),
    sellingParty: { partyId: plan.vendorCode },
    shipToParty: shipTo(order),
    itemStatus: order.lines.map((line) => renderItemStatus(line, order, manner)),
  };
}

function renderItemStatus(line: LineState, order: OrderState, manner: Manner): WireItemStatus {
  const currencyCode = order.plan.group.country.currency;
  const accepted = line.accepted ?? 0;
  const answered = {
    acceptedQuantity: quantity(line, accepted),
    rejectedQuantity: quantity(line, line.rejected),
  };
  const acknowledgementDate =
    order.acknowledgedAt === null ? null : instantText(order.acknowledgedAt, manner);
  return {
    itemSequenceNumber: line.plan.sequence,
    buyerProductIdentifier: line.plan.product.asin,
    vendorProductIdentifier: line.plan.product.vendorId,
    netCost: { currencyCode, amount: line.cost },
    listPrice: { currencyCode, amount: line.plan.product.list },
    orderedQuantity: {
      orderedQuantity: quantity(line, line.amount),
      orderedQuantityDetails: line.history.map((version) => ({
        updatedDate: instantText(version.at, manner),
        orderedQuantity: quantity(line, version.amount),
        cancelledQuantity: quantity(line, version.cancelled),
      })),
    },
    acknowledgementStatus: {
      confirmationStatus: confirmationOf(line),
      ...answered,
      ...(acknowledgementDate
        ? { acknowledgementStatusDetails: [{ acknowledgementDate, ...answered }] }
        : {}),
    },
    receivingStatus: {
      receiveStatus: receivingOf(line),
      receivedQuantity: quantity(line, line.received),
      ...(line.lastReceivedAt === null ? {} : { lastReceiveDate: instantText(line.lastReceivedAt, manner) }),
    },
  };
}

export function confirmationOf(
  line: LineState,
): WireItemStatus["acknowledgementStatus"]["confirmationStatus"] {
  if (line.accepted === null) return "UNCONFIRMED";
  if (line.accepted === 0 && line.rejected === line.amount && line.amount > 0) return "REJECTED";
  return line.accepted < line.amount ? "PARTIALLY_ACCEPTED" : "ACCEPTED";
}

export function receivingOf(line: LineState): WireItemStatus["receivingStatus"]["receiveStatus"] {
  if (line.received === 0) return "NOT_RECEIVED";
  return line.received < (line.accepted ?? line.amount) ? "PARTIALLY_RECEIVED" : "RECEIVED";
}
