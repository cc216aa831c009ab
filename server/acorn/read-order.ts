import type { AcornOrder, AcornOrderLine } from "@/server/acorn/order-types";
import { readMoney, readParty, readQuantity, readWeightUnit } from "@/server/acorn/read-parts";
import { readInstant, readText, readWindow, readWord, type Words } from "@/server/acorn/read-values";
import { fieldsOf, isWire, noteUnknown, type Reading, type Wire } from "@/server/acorn/reading";

const states: Words<"new" | "acknowledged" | "closed"> = {
  New: "new",
  Acknowledged: "acknowledged",
  Closed: "closed",
};
const types: Words<"regular" | "consigned" | "new-product" | "rush"> = {
  RegularOrder: "regular",
  ConsignedOrder: "consigned",
  NewProductIntroduction: "new-product",
  RushOrder: "rush",
};
const payments: Words<"invoice" | "consignment" | "credit-card" | "prepaid"> = {
  Invoice: "invoice",
  Consignment: "consignment",
  CreditCard: "credit-card",
  Prepaid: "prepaid",
};
const importPayments: Words<string> = {
  PaidByBuyer: "paid-by-buyer",
  CollectOnDelivery: "collect-on-delivery",
  DefinedByBuyerAndSeller: "defined-by-both",
  FOBPortOfCall: "fob-port-of-call",
  PrepaidBySeller: "prepaid-by-seller",
  PaidBySeller: "paid-by-seller",
};
/** The codes of the ICC's Incoterms. */
const incoterms: Words<string> = {
  ExWorks: "EXW",
  FreeCarrier: "FCA",
  FreeOnBoard: "FOB",
  FreeAlongSideShip: "FAS",
  CarriagePaidTo: "CPT",
  CostAndFreight: "CFR",
  CarriageAndInsurancePaidTo: "CIP",
  CostInsuranceAndFreight: "CIF",
  DeliveredAtTerminal: "DAT",
  DeliveredAtPlace: "DAP",
  DeliverDutyPaid: "DDP",
};

const orderFields = fieldsOf("purchaseOrderNumber", "purchaseOrderState", "orderDetails");
const detailFields = fieldsOf(
  "purchaseOrderDate",
  "purchaseOrderChangedDate",
  "purchaseOrderStateChangedDate",
  "purchaseOrderType",
  "importDetails",
  "dealCode",
  "paymentMethod",
  "buyingParty",
  "sellingParty",
  "shipToParty",
  "billToParty",
  "shipWindow",
  "deliveryWindow",
  "items",
);
const lineFields = fieldsOf(
  "itemSequenceNumber",
  "amazonProductIdentifier",
  "vendorProductIdentifier",
  "orderedQuantity",
  "isBackOrderAllowed",
  "netCost",
  "listPrice",
);
const importFields = fieldsOf(
  "methodOfPayment",
  "internationalCommercialTerms",
  "portOfDelivery",
  "importContainers",
  "shippingInstructions",
);

const details = "orderDetails";
const items = "orderDetails.items[]";
/** Made once: a path is wanted for every field of every line, and used for hardly any. */
const at = {
  asin: `${items}.amazonProductIdentifier`,
  vendorSku: `${items}.vendorProductIdentifier`,
  ordered: `${items}.orderedQuantity`,
  isBackorderAllowed: `${items}.isBackOrderAllowed`,
  netCost: `${items}.netCost`,
  listPrice: `${items}.listPrice`,
};

/** One record of getPurchaseOrders in our words; null when `reading` holds faults, for the caller to quarantine. */
export function readOrder(value: unknown, reading: Reading): AcornOrder | null {
  if (!isWire(value)) {
    reading.fault("", "no object");
    return null;
  }
  noteUnknown(value, orderFields, "", reading);
  const number = readOrderNumber(value.purchaseOrderNumber, reading);
  const body = value.orderDetails;
  if (!isWire(body)) {
    reading.fault(details, "missing");
    return null;
  }
  noteUnknown(body, detailFields, details, reading);
  const changedAt = readInstant(
    body.purchaseOrderChangedDate,
    `${details}.purchaseOrderChangedDate`,
    reading,
  );
  const stateChangedAt = readInstant(
    body.purchaseOrderStateChangedDate,
    `${details}.purchaseOrderStateChangedDate`,
    reading,
  );
  const orderedAt = readInstant(body.purchaseOrderDate, `${details}.purchaseOrderDate`, reading);
  // A deadline follows from it, which must be an instant too.
  const isDated = orderedAt !== null && orderedAt.getUTCFullYear() < 9999;
  if (!isDated) reading.fault(`${details}.purchaseOrderDate`, "no instant");
  const lines = readLines(body.items, reading);
  const selling = readParty(body.sellingParty, `${details}.sellingParty`, reading);
  const order: AcornOrder = {
    number: number ?? "",
    state: readState(value.purchaseOrderState, reading),
    type: readWord(body.purchaseOrderType, types, `${details}.purchaseOrderType`, reading),
    orderedAt: orderedAt ?? new Date(0),
    changedAt,
    stateChangedAt,
    vendorCode: selling?.code ?? null,
    shipTo: readParty(body.shipToParty, `${details}.shipToParty`, reading),
    billTo: readParty(body.billToParty, `${details}.billToParty`, reading),
    buying: readParty(body.buyingParty, `${details}.buyingParty`, reading),
    selling,
    shipWindow: readWindow(body.shipWindow, `${details}.shipWindow`, reading),
    deliveryWindow: readWindow(body.deliveryWindow, `${details}.deliveryWindow`, reading),
    paymentMethod: readWord(body.paymentMethod, payments, `${details}.paymentMethod`, reading),
    dealCode: readText(body.dealCode, `${details}.dealCode`, reading),
    importTerms: readImportTerms(body.importDetails, reading),
    lines,
  };
  return number === null || orderedAt === null ? null : order;
}

/** Two numbers that differ in these alone would be one once stored. */
const unnameable = /[\p{Cc}\p{Cs}\uFFFD]/u;
/** Longer ones are no key that an index could hold. */
const maxKeyLength = 100;

/** Eight letters and digits [M]; another form is kept, as long as it names something. */
export function readOrderNumber(value: unknown, reading: Reading): string | null {
  const isName = typeof value === "string" && value.trim() !== "" && !unnameable.test(value);
  if (!isName || value.length > maxKeyLength) {
    reading.fault("purchaseOrderNumber", "no order number");
    return null;
  }
  if (!/^[A-Z0-9]{8}$/.test(value)) reading.drift("purchaseOrderNumber", value);
  return value;
}

function readState(value: unknown, reading: Reading): AcornOrder["state"] {
  const state = readWord(value, states, "purchaseOrderState", reading);
  if (state !== null) return state;
  reading.drift("purchaseOrderState", value);
  return "unspecified";
}

/** A missing list is a fault, never an order without lines: those would be taken for cancelled. */
function readLines(value: unknown, reading: Reading): AcornOrderLine[] {
  if (!Array.isArray(value)) {
    reading.fault(items, "no list");
    return [];
  }
  const lines: AcornOrderLine[] = [];
  for (const item of value) {
    const line = readLine(item, reading);
    if (line !== null) lines.push(line);
  }
  checkSequences(lines, items, reading);
  checkTotals(lines, reading);
  return lines;
}

/** Far above any order, far below what a column or a day's sum holds: one absurd record must not stop its page. */
const maxOrderUnits = 100_000_000;
const maxOrderValue = 1e12;

function checkTotals(lines: readonly AcornOrderLine[], reading: Reading): void {
  let units = 0;
  let value = 0;
  for (const { ordered, netCost } of lines) {
    units += ordered.eaches;
    // a bound only: no figure comes of it
    if (netCost !== null) value += Math.abs(Number(netCost.amount)) * ordered.eaches;
  }
  if (units > maxOrderUnits) reading.fault(items, "quantities too large");
  if (value > maxOrderValue) reading.fault(items, "value too large");
}

/** A repeated number would make two lines one; nearly always the numbers simply count up. */
export function checkSequences(lines: readonly { sequence: string }[], path: string, reading: Reading): void {
  if (lines.every((line, index) => line.sequence === String(index + 1))) return;
  const distinct = new Set(lines.map((line) => line.sequence));
  if (distinct.size < lines.length) reading.fault(`${path}.itemSequenceNumber`, "repeated");
}

function readLine(value: unknown, reading: Reading): AcornOrderLine | null {
  if (!isWire(value)) {
    reading.fault(items, "no object");
    return null;
  }
  noteUnknown(value, lineFields, items, reading);
  const sequence = readSequence(value, items, reading);
  const ordered = readQuantity(value.orderedQuantity, at.ordered, reading);
  if (sequence === null || ordered === null) return null;
  return {
    sequence,
    asin: readText(value.amazonProductIdentifier, at.asin, reading),
    vendorSku: readText(value.vendorProductIdentifier, at.vendorSku, reading),
    ordered,
    isCancelled: ordered.amount === 0,
    isBackorderAllowed: readFlag(value.isBackOrderAllowed, at.isBackorderAllowed, reading),
    netCost: readMoney(value.netCost, at.netCost, reading),
    listPrice: readMoney(value.listPrice, at.listPrice, reading),
    costPer: readWeightUnit(value.netCost, at.netCost, reading),
  };
}

/** Text in Orders, a number in Amazon's invoices: both are taken. */
export function readSequence(line: Wire, path: string, reading: Reading): string | null {
  const sequence = readText(line.itemSequenceNumber, `${path}.itemSequenceNumber`, reading);
  if (sequence !== null && sequence.length <= maxKeyLength && !unnameable.test(sequence)) return sequence;
  reading.fault(`${path}.itemSequenceNumber`, sequence === null ? "missing" : "no line number");
  return null;
}

function readFlag(value: unknown, path: string, reading: Reading): boolean {
  if (typeof value === "boolean") return value;
  reading.drift(path, value);
  return value === "true";
}

function readImportTerms(value: unknown, reading: Reading): AcornOrder["importTerms"] {
  if (value === undefined || value === null) return null;
  const path = `${details}.importDetails`;
  if (!isWire(value)) {
    reading.drift(path, value);
    return null;
  }
  noteUnknown(value, importFields, path, reading);
  return {
    methodOfPayment: readWord(value.methodOfPayment, importPayments, `${path}.methodOfPayment`, reading),
    incoterm: readWord(
      value.internationalCommercialTerms,
      incoterms,
      `${path}.internationalCommercialTerms`,
      reading,
    ),
    portOfDelivery: readText(value.portOfDelivery, `${path}.portOfDelivery`, reading),
  };
}
