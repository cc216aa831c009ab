import { z } from "zod";

/** One mailbox, lower case. Refuses line breaks, quotes, lists and look-alikes of "@": it goes into a mail's header. */
export const emailAddress = z
  .string()
  .max(254)
  .transform((text) => text.normalize("NFKC").trim().toLowerCase())
  .pipe(z.email({ pattern: z.regexes.html5Email }));
