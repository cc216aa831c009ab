import { z } from "zod";
import { zoneShape } from "@/server/platform/zone-shape";

/** A name people read; what a column cannot hold, or a mail's header would break at, is none. */
const name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text), { params: { violation: "controlCharacter" } });

const settingsShape = z.object({
  name,
  /** one of the 8 hues of the design */
  hue: z.int().min(0).max(7),
  /** IANA zone in which the workspace's mails name a day */
  zone: zoneShape,
});

export const updateTenantShape = settingsShape.extend({
  /** what the form was filled with: another value there now is a CONFLICT */
  before: z.object({
    name: z.string().max(200),
    hue: z.number().int().min(0).max(99),
    zone: z.string().max(64),
  }),
});

export const askDeletionShape = z.object({ typedWord: z.string().max(200) });

export type UpdateTenant = z.infer<typeof updateTenantShape>;
