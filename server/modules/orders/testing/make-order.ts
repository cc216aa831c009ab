import type { AcornOrder, AcornOrderLine, Original } from "@/server/acorn/order-types";

type Over = Partial<Omit<AcornOrder, "lines">> & { lines?: readonly Partial<AcornOrderLine>[] };

/** An order as the client hands it over: two lines of 10 and 20 units at 2.50 USD unless told otherwise. */
export function makeOrder(over: Over = {}): AcornOrder {
  const { lines, ...header } = over;
  return {
    number: "4A7KQ2PD",
    state: "new",
    type: "regular",
    orderedAt: new Date("2026-11-16T09:00:00Z"),
    changedAt: null,
    stateChangedAt: new Date("2026-11-16T09:00:00Z"),
    vendorCode: "OAKL5",
    shipTo: {
      code: "ONT8",
      name: null,
      addressLines: [],
      city: "Moreno Valley",
      region: "CA",
      postalCode: null,
      country: "US",
      taxRegistration: null,
    },
    billTo: null,
    buying: null,
    selling: null,
    shipWindow: { startAt: new Date("2026-11-20T08:00:00Z"), endAt: new Date("2026-11-27T08:00:00Z") },
    deliveryWindow: null,
    paymentMethod: "invoice",
    dealCode: null,
    importTerms: null,
    lines: (lines ?? [{ sequence: "1" }, { sequence: "2", ordered: eaches(20) }]).map(makeLine),
    ...header,
  };
}

export const eaches = (amount: number) => ({ amount, unit: "each" as const, unitSize: 1, eaches: amount });

function makeLine(over: Partial<AcornOrderLine>, position: number): AcornOrderLine {
  return {
    sequence: String(position + 1),
    asin: `B0000000${position + 1}A`,
    vendorSku: `LK-${position + 1}`,
    ordered: eaches(10),
    isCancelled: false,
    isBackorderAllowed: true,
    netCost: { amount: "2.50", currency: "USD" },
    listPrice: null,
    costPer: null,
    ...over,
  };
}

/** The order with bytes that differ whenever it does. */
export function original(order: AcornOrder): Original<AcornOrder> {
  return { value: order, bytes: Buffer.from(JSON.stringify(order)) };
}
