import { z } from "zod";
import { answers, type LineAnswer, reasons } from "./rules";

const instant = z.iso
  .datetime()
  .transform((text) => new Date(text))
  .nullable();
const schema = z.object({
  number: z.string(),
  lines: z.array(
    z.object({
      sequence: z.string(),
      /** eaches of one unit of the line */
      unitSize: z.number().int().positive(),
      netCost: z.object({ amount: z.string(), currency: z.string() }).nullable(),
      parts: z.array(
        z.object({
          answer: z.enum(answers),
          amount: z.number().int(),
          shipAt: instant,
          deliverAt: instant,
          reason: z.enum(reasons).nullable(),
        }),
      ),
    }),
  ),
});
export type AnswerDocument = { number: string; lines: (LineAnswer & { unitSize: number })[] };

/** An answer as the submission keeps it. */
export function writeDocument({ number, lines }: AnswerDocument): Record<string, unknown> {
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    number,
    lines: lines.map((line) => ({
      ...line,
      parts: line.parts.map((part) => ({
        ...part,
        shipAt: iso(part.shipAt),
        deliverAt: iso(part.deliverAt),
      })),
    })),
  };
}

/** Throws on anything that `writeDocument` did not write. */
export function readDocument(document: unknown): AnswerDocument {
  return schema.parse(document);
}
