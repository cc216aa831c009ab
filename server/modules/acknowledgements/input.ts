import { z } from "zod";
import { answers, reasons } from "./rules";

const amount = z.number().int().min(0).max(10_000_000);
const decimal = z
  .string()
  .max(20)
  .regex(/^\d{1,13}(\.\d{1,6})?$/);
const part = z.object({
  answer: z.enum(answers),
  /** in the line's own unit */
  amount,
  shipAt: z.date().nullable().default(null),
  deliverAt: z.date().nullable().default(null),
  reason: z.enum(reasons).nullable().default(null),
});

/** An answer to one PO as a form sends it; what it means is judged by `rules.ts`. */
export const answerInput = z.object({
  /** version of the PO that was looked at */
  version: z.number().int().min(1).max(1_000_000),
  lines: z
    .array(
      z.object({
        sequence: z.string().min(1).max(20),
        netCost: z.object({ amount: decimal, currency: z.string().max(3).length(3) }).nullable(),
        parts: z.array(part).max(20),
      }),
    )
    .max(2000),
});
export type AnswerInput = z.output<typeof answerInput>;
