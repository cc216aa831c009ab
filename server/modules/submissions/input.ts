import { z } from "zod";

/** What a person can say of a document that no look settles. */
export const handOutcomes = ["arrived", "lost", "handled"] as const;
export type HandOutcome = (typeof handOutcomes)[number];

/** A person's word, with how they know it. */
export const settleShape = z.object({
  outcome: z.enum(handOutcomes),
  note: z
    .string()
    .trim()
    .min(3)
    .max(500)
    .refine((text) => !/[\p{Cs}\0]/u.test(text), { params: { violation: "controlCharacter" } }),
});
