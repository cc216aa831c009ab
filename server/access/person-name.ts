import { z } from "zod";

/** A name people read; what a column cannot hold, or a mail's header would break at, is none. */
export const personName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text));
