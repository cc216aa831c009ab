import type { Product } from "./catalogue";
import type { VendorGroup } from "./groups";
import type { WireImportDetails } from "./wire-types";

/** One line with the whole of its fate; quantities are in the line's unit. */
export type LinePlan = {
  sequence: string;
  product: Product;
  unit: "Cases" | "Eaches";
  unitSize: number;
  amount: number;
  cost: string;
  isBackOrderAllowed: boolean;
  /** share of the ordered quantity that the vendor accepts when he answers: 1 all, 0 none */
  acceptedShare: number;
  /** share of the accepted quantity that arrives at each receipt of the order */
  receivedShares: readonly number[];
};

/** An answer to one line as the vendor sent it; what is neither accepted nor rejected is backordered. */
export type AnsweredLine = { line: string; accepted: number; rejected: number };

/** What happens to an order after it was placed; `line` is a sequence. Instants in milliseconds. */
export type OrderEvent = { at: number } & (
  | { kind: "quantity"; line: string; amount: number }
  | { kind: "cost"; line: string; cost: string }
  | { kind: "window"; start: number; end: number }
  | { kind: "cancel-line"; line: string }
  | { kind: "cancel-order" }
  /** the vendor answers in Vendor Central, in shares of each line */
  | { kind: "acknowledge"; acceptedShare?: number }
  /** the vendor answers through the API, line by line */
  | { kind: "answer"; lines: readonly AnsweredLine[] }
  | { kind: "receive"; share?: number }
  | { kind: "close" }
);

export type OrderPlan = {
  number: string;
  group: VendorGroup;
  vendorCode: string;
  createdAt: number;
  type: "RegularOrder" | "ConsignedOrder" | "NewProductIntroduction" | "RushOrder";
  paymentMethod: "Invoice" | "Consignment" | "CreditCard" | "Prepaid";
  dealCode: string | null;
  importDetails: WireImportDetails | null;
  shipTo: string;
  freight: "collect" | "prepaid";
  window: { start: number; end: number };
  lines: readonly LinePlan[];
  /** in order of time */
  events: OrderEvent[];
};
