import { z } from "zod";

// Shapes as the official model has them [M]; words stay text, for a wrong case is a trap of its own.
const quantity = z.object({
  amount: z.int(),
  unitOfMeasure: z.enum(["Cases", "Eaches"]),
  unitSize: z.int().optional(),
});
const money = z.object({ amount: z.string(), currencyCode: z.string() });
const answer = z.object({
  acknowledgementCode: z.string(),
  acknowledgedQuantity: quantity,
  scheduledShipDate: z.string().optional(),
  scheduledDeliveryDate: z.string().optional(),
  rejectionReason: z.string().optional(),
});
const item = z.object({
  itemSequenceNumber: z.string().optional(),
  amazonProductIdentifier: z.string().optional(),
  vendorProductIdentifier: z.string().optional(),
  orderedQuantity: quantity,
  netCost: money.optional(),
  itemAcknowledgements: z.array(answer),
});
const acknowledgement = z.object({
  purchaseOrderNumber: z.string(),
  sellingParty: z.object({ partyId: z.string() }),
  acknowledgementDate: z.string(),
  items: z.array(item),
});
const request = z.object({ acknowledgements: z.array(acknowledgement).min(1) });

export type WireAcknowledgement = z.output<typeof acknowledgement>;
export type WireAcknowledgedItem = z.output<typeof item>;

/** @returns the acknowledgements of a body, or what of it does not fit the model. */
export function readAcknowledgements(body: string): WireAcknowledgement[] | { fault: string } {
  const parsed = request.safeParse(parseJson(body));
  if (parsed.success) return parsed.data.acknowledgements;
  const [issue] = parsed.error.issues;
  return { fault: issue ? `${issue.path.join(".")}: ${issue.message}` : "no body" };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
