import type { AcornOrderStatus, AcornStatusLine } from "@/server/acorn/order-types";
import { checkSequences, readOrderNumber, readSequence } from "@/server/acorn/read-order";
import { maxQuantity, readEaches, readMoney, readParty } from "@/server/acorn/read-parts";
import { readInstant, readText, readWord, type Words } from "@/server/acorn/read-values";
import { type Fields, fieldsOf, isWire, noteUnknown, type Reading, type Wire } from "@/server/acorn/reading";

const statuses: Words<"open" | "closed"> = { OPEN: "open", CLOSED: "closed" };
const confirmations: Words<"accepted" | "partially-accepted" | "rejected" | "unconfirmed"> = {
  ACCEPTED: "accepted",
  PARTIALLY_ACCEPTED: "partially-accepted",
  REJECTED: "rejected",
  UNCONFIRMED: "unconfirmed",
};
const receivings: Words<"not-received" | "partially-received" | "received"> = {
  NOT_RECEIVED: "not-received",
  PARTIALLY_RECEIVED: "partially-received",
  // The model's own table of values writes it so, its enum the other way [M].
  PARTIALLY_RECEIVE: "partially-received",
  RECEIVED: "received",
};

const statusFields = fieldsOf(
  "purchaseOrderNumber",
  "purchaseOrderStatus",
  "purchaseOrderDate",
  "lastUpdatedDate",
  "sellingParty",
  "shipToParty",
  "itemStatus",
);
const lineFields = fieldsOf(
  "itemSequenceNumber",
  "buyerProductIdentifier",
  "vendorProductIdentifier",
  "netCost",
  "listPrice",
  "orderedQuantity",
  "acknowledgementStatus",
  "receivingStatus",
);
const orderedFields = fieldsOf("orderedQuantity", "orderedQuantityDetails");
const changeFields = fieldsOf("updatedDate", "orderedQuantity", "cancelledQuantity");
const confirmationFields = fieldsOf(
  "confirmationStatus",
  "acceptedQuantity",
  "rejectedQuantity",
  "acknowledgementStatusDetails",
);
const receivingFields = fieldsOf("receiveStatus", "receivedQuantity", "lastReceiveDate");
const items = "itemStatus[]";
const none: Wire = {};

/** One record of getPurchaseOrdersStatus in our words; null when `reading` holds faults. */
export function readOrderStatus(value: unknown, reading: Reading): AcornOrderStatus | null {
  if (!isWire(value)) {
    reading.fault("", "no object");
    return null;
  }
  noteUnknown(value, statusFields, "", reading);
  const number = readOrderNumber(value.purchaseOrderNumber, reading);
  const status = readWord(value.purchaseOrderStatus, statuses, "purchaseOrderStatus", reading);
  if (status === null) reading.drift("purchaseOrderStatus", value.purchaseOrderStatus);
  if (!Array.isArray(value.itemStatus)) reading.fault(items, "no list");
  const lines = Array.isArray(value.itemStatus) ? readLines(value.itemStatus, reading) : [];
  if (number === null) return null;
  return {
    number,
    status: status ?? "unspecified",
    orderedAt: readInstant(value.purchaseOrderDate, "purchaseOrderDate", reading),
    updatedAt: readInstant(value.lastUpdatedDate, "lastUpdatedDate", reading),
    vendorCode: readParty(value.sellingParty, "sellingParty", reading)?.code ?? null,
    shipToCode: readParty(value.shipToParty, "shipToParty", reading)?.code ?? null,
    lines,
  };
}

function readLines(values: readonly unknown[], reading: Reading): AcornStatusLine[] {
  const lines: AcornStatusLine[] = [];
  for (const value of values) {
    if (!isWire(value)) {
      reading.fault(items, "no object");
      continue;
    }
    const line = readLine(value, reading);
    if (line !== null) lines.push(line);
  }
  checkSequences(lines, items, reading);
  for (const figure of ["acceptedEaches", "rejectedEaches", "receivedEaches"] as const) {
    const sum = lines.reduce((total, line) => total + (line[figure] ?? 0), 0);
    if (sum > maxQuantity) reading.fault(items, `${figure} too large`);
  }
  return lines;
}

function readLine(value: Wire, reading: Reading): AcornStatusLine | null {
  noteUnknown(value, lineFields, items, reading);
  const sequence = readSequence(value, items, reading);
  const ordered = part(value.orderedQuantity, orderedFields, `${items}.orderedQuantity`, reading);
  const confirmed = part(
    value.acknowledgementStatus,
    confirmationFields,
    `${items}.acknowledgementStatus`,
    reading,
  );
  const received = part(value.receivingStatus, receivingFields, `${items}.receivingStatus`, reading);
  if (sequence === null) return null;
  const at = `${items}.acknowledgementStatus`;
  return {
    sequence,
    // The status API's name for the ASIN [M].
    asin: readText(value.buyerProductIdentifier, `${items}.buyerProductIdentifier`, reading),
    vendorSku: readText(value.vendorProductIdentifier, `${items}.vendorProductIdentifier`, reading),
    netCost: readMoney(value.netCost, `${items}.netCost`, reading),
    orderedEaches: readEaches(ordered.orderedQuantity, `${items}.orderedQuantity.orderedQuantity`, reading),
    cancelledEaches: readCancelled(ordered.orderedQuantityDetails, reading),
    confirmation: readWord(confirmed.confirmationStatus, confirmations, `${at}.confirmationStatus`, reading),
    acceptedEaches: readEaches(confirmed.acceptedQuantity, `${at}.acceptedQuantity`, reading),
    rejectedEaches: readEaches(confirmed.rejectedQuantity, `${at}.rejectedQuantity`, reading),
    receiving: readWord(
      received.receiveStatus,
      receivings,
      `${items}.receivingStatus.receiveStatus`,
      reading,
    ),
    receivedEaches: readEaches(
      received.receivedQuantity,
      `${items}.receivingStatus.receivedQuantity`,
      reading,
    ),
    lastReceivedAt: readInstant(
      received.lastReceiveDate,
      `${items}.receivingStatus.lastReceiveDate`,
      reading,
    ),
  };
}

function part(value: unknown, fields: Fields, path: string, reading: Reading): Wire {
  if (value === undefined || value === null) return none;
  if (!isWire(value)) {
    reading.drift(path, value);
    return none;
  }
  noteUnknown(value, fields, path, reading);
  return value;
}

type Change = { atMs: number; ordered: number | null; cancelled: number };

/**
 * The list tells how the quantity changed; whether each entry's cancelled quantity is its own or the total so far is
 * not said [U]. Its own, when they add up to what the ordered quantity fell by; else the newest entry's.
 */
function readCancelled(value: unknown, reading: Reading): number {
  const path = `${items}.orderedQuantity.orderedQuantityDetails[]`;
  if (!Array.isArray(value)) return 0;
  const changes = value
    .map((entry): Change => {
      const change = part(entry, changeFields, path, reading);
      return {
        atMs: readInstant(change.updatedDate, `${path}.updatedDate`, reading)?.getTime() ?? 0,
        ordered: readEaches(change.orderedQuantity, `${path}.orderedQuantity`, reading),
        cancelled: readEaches(change.cancelledQuantity, `${path}.cancelledQuantity`, reading) ?? 0,
      };
    })
    .sort((a, b) => a.atMs - b.atMs);
  const first = changes[0];
  const last = changes.at(-1);
  if (first === undefined || last === undefined) return 0;
  const sum = changes.reduce((total, change) => total + change.cancelled, 0);
  const fell = (first.ordered ?? 0) - (last.ordered ?? 0);
  return sum === fell ? sum : last.cancelled;
}
