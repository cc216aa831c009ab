import type { Money } from "@/server/platform/money";

/** What a vendor says to one part of a line, in the unit of the line. */
export type AcknowledgedPart = {
  amount: number;
  shipAt: Date | null;
  deliverAt: Date | null;
} & ({ answer: "accepted" | "backordered" } | { answer: "rejected"; reason: RejectionReason });
export type RejectionReason = "temporarily-unavailable" | "invalid-product" | "obsolete";

export type AcknowledgedLine = {
  /** Amazon's itemSequenceNumber */
  sequence: string;
  asin: string | null;
  vendorSku: string | null;
  ordered: { amount: number; unit: "each" | "case"; unitSize: number };
  netCost: Money;
  /** of books sold at list price */
  listPrice: Money | null;
  parts: readonly AcknowledgedPart[];
};

/** The answer to one PO. */
export type Acknowledgement = {
  number: string;
  vendorCode: string;
  at: Date;
  lines: readonly AcknowledgedLine[];
};

const codes = { accepted: "Accepted", backordered: "Backordered", rejected: "Rejected" } as const;
const reasons: Record<RejectionReason, string> = {
  "temporarily-unavailable": "TemporarilyUnavailable",
  "invalid-product": "InvalidProductIdentifier",
  obsolete: "ObsoleteProduct",
};
const units = { each: "Eaches", case: "Cases" } as const;

/**
 * The body of submitAcknowledgement [M], one PO a call, as the bytes that will leave: the same answer gives the same bytes.
 * Codes keep Amazon's case: another one is lost in silence [I models#5108].
 */
export function writeAcknowledgement(acknowledgement: Acknowledgement): Buffer {
  const { number, vendorCode, at, lines } = acknowledgement;
  const body = {
    acknowledgements: [
      {
        purchaseOrderNumber: number,
        sellingParty: { partyId: vendorCode },
        acknowledgementDate: at.toISOString(),
        items: lines.map(writeLine),
      },
    ],
  };
  return Buffer.from(JSON.stringify(body), "utf8");
}

function writeLine(line: AcknowledgedLine) {
  const { amount, unit, unitSize } = line.ordered;
  const quantity = (of: number) => ({ amount: of, unitOfMeasure: units[unit], unitSize });
  return {
    itemSequenceNumber: line.sequence,
    ...(line.asin === null ? {} : { amazonProductIdentifier: line.asin }),
    ...(line.vendorSku === null ? {} : { vendorProductIdentifier: line.vendorSku }),
    orderedQuantity: quantity(amount),
    netCost: writeMoney(line.netCost),
    ...(line.listPrice === null ? {} : { listPrice: writeMoney(line.listPrice) }),
    itemAcknowledgements: line.parts.map((part) => ({
      acknowledgementCode: codes[part.answer],
      acknowledgedQuantity: quantity(part.amount),
      ...(part.shipAt === null ? {} : { scheduledShipDate: part.shipAt.toISOString() }),
      ...(part.deliverAt === null ? {} : { scheduledDeliveryDate: part.deliverAt.toISOString() }),
      ...(part.answer === "rejected" ? { rejectionReason: reasons[part.reason] } : {}),
    })),
  };
}

const writeMoney = ({ amount, currency }: Money) => ({ currencyCode: currency, amount });
