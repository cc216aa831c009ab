import type { Money } from "@/server/platform/money";

/** A closed word of ours, or Amazon's own text kept as it came when we do not know it (counted as drift). */
export type Word<Known extends string> = Known | (string & { readonly unknownWord?: never });

/** Half-open in meaning, both ends as Amazon wrote them. */
export type Window = { startAt: Date; endAt: Date };

/** A party of a document: vendor code, FC code or Amazon entity. */
export type Party = {
  code: string;
  name: string | null;
  addressLines: string[];
  city: string | null;
  region: string | null;
  postalCode: string | null;
  country: string | null;
  taxRegistration: { type: string; number: string } | null;
};

/** Quantity as ordered; `eaches` = amount × unitSize for cases, amount otherwise. */
export type Quantity = { amount: number; unit: Word<"each" | "case">; unitSize: number; eaches: number };

export type AcornOrderLine = {
  /** Amazon's itemSequenceNumber, text */
  sequence: string;
  asin: string | null;
  vendorSku: string | null;
  /** never negative: Amazon's 0 or below means cancelled */
  ordered: Quantity;
  isCancelled: boolean;
  isBackorderAllowed: boolean;
  netCost: Money | null;
  listPrice: Money | null;
  /** weight unit the cost is per, null = each */
  costPer: string | null;
};

export type AcornOrder = {
  number: string;
  state: Word<"new" | "acknowledged" | "closed">;
  type: Word<"regular" | "consigned" | "new-product" | "rush"> | null;
  orderedAt: Date;
  changedAt: Date | null;
  stateChangedAt: Date | null;
  /** sellingParty.partyId: the vendor code */
  vendorCode: string | null;
  shipTo: Party | null;
  billTo: Party | null;
  buying: Party | null;
  selling: Party | null;
  shipWindow: Window | null;
  deliveryWindow: Window | null;
  paymentMethod: Word<"invoice" | "consignment" | "credit-card" | "prepaid"> | null;
  dealCode: string | null;
  importTerms: {
    methodOfPayment: string | null;
    incoterm: string | null;
    portOfDelivery: string | null;
  } | null;
  lines: AcornOrderLine[];
};

export type AcornStatusLine = {
  sequence: string;
  asin: string | null;
  vendorSku: string | null;
  netCost: Money | null;
  orderedEaches: number | null;
  cancelledEaches: number;
  confirmation: Word<"accepted" | "partially-accepted" | "rejected" | "unconfirmed"> | null;
  acceptedEaches: number | null;
  rejectedEaches: number | null;
  receiving: Word<"not-received" | "partially-received" | "received"> | null;
  receivedEaches: number | null;
  lastReceivedAt: Date | null;
};

export type AcornOrderStatus = {
  number: string;
  status: Word<"open" | "closed">;
  orderedAt: Date | null;
  updatedAt: Date | null;
  vendorCode: string | null;
  shipToCode: string | null;
  lines: AcornStatusLine[];
};

/** One document with the exact bytes Amazon sent for it. */
export type Original<T> = { value: T; bytes: Uint8Array };

/** A record that could not be understood; its bytes are kept and the page goes on. */
export type Unreadable = { bytes: Uint8Array; faults: { path: string; message: string }[] };

export type Page<T> = {
  records: Original<T>[];
  unreadable: Unreadable[];
  /** absent on the last page */
  nextToken: string | null;
};
