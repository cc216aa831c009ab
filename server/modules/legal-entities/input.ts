import { z } from "zod";
import { isCountryCode } from "./country-rules";

/** What people read, in any script: no control characters, so that a line stays a line on every document. */
const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((text) => !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text), {
      params: { violation: "controlCharacter" },
    });

export const maxAddressLines = 5;

export const legalEntityShape = z.object({
  name: line(200).min(1),
  country: z
    .string()
    .max(8)
    .transform((code) => code.toUpperCase())
    .refine(isCountryCode, { params: { violation: "unknownLand" } }),
  /** number in the register or for tax, as its country writes it; null when there is none */
  registration: line(100)
    .nullable()
    .transform((text) => text || null),
  /** empty lines are left out */
  addressLines: z
    .array(line(200))
    .max(maxAddressLines)
    .transform((lines) => lines.filter((text) => text !== "")),
});

export type LegalEntityInput = z.infer<typeof legalEntityShape>;
