import { z } from "zod";
import { orderStatuses } from "@/db/words";

/** Columns a list of orders can be sorted by. */
export const orderSorts = ["due", "ordered", "changed", "value", "units", "number"] as const;
export type OrderSort = (typeof orderSorts)[number];

const country = z.string().regex(/^[A-Z]{2}$/);

/** An instant that Postgres knows: the year 0 of ISO 8601 is none of its years. */
const instant = z.iso
  .datetime()
  .refine((text) => !text.startsWith("0000"), { params: { violation: "invalid" } });

/** What the grid asks for; each part narrows. */
export const orderFilter = z.object({
  status: z.array(z.enum(orderStatuses)).max(orderStatuses.length).optional(),
  /** of the fulfilment centre, where the goods go */
  country: z.array(country).max(30).optional(),
  /** of the connection: the market that Amazon's vendor account is for */
  market: z.array(country).max(30).optional(),
  connection: z.array(z.uuid()).max(200).optional(),
  currency: z
    .array(z.string().regex(/^[A-Z]{3}$/))
    .max(30)
    .optional(),
  /** beginning of a PO number, or an ASIN or SKU */
  text: z.string().max(100).trim().optional(),
  orderedFrom: instant.optional(),
  orderedTo: instant.optional(),
  dueWithinHours: z.number().int().min(1).max(8760).optional(),
  /** the deadline that runs lies before; late ones fit too */
  dueBefore: instant.optional(),
  isChanged: z.boolean().optional(),
  environment: z.enum(["production", "sandbox"]).default("production"),
});
export type OrderFilter = z.infer<typeof orderFilter>;

export const orderSort = z
  .array(z.object({ by: z.enum(orderSorts), direction: z.enum(["asc", "desc"]) }))
  .min(1)
  .max(3);

export const listOrdersInput = z.object({
  filter: orderFilter,
  sort: orderSort.default([{ by: "due", direction: "asc" }]),
  cursor: z.string().max(2000).nullish(),
  limit: z.number().int().min(1).max(200).default(100),
});
export type ListOrdersInput = z.infer<typeof listOrdersInput>;

/** A PO number as Amazon gives it: 8 letters or digits, spaces around and case forgiven. */
export const poNumber = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9]{8}$/, { message: "po-number" });
