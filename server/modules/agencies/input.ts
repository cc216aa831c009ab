import { z } from "zod";
import type { GrantRole } from "@/db/schema/agencies";
import { zoneShape } from "@/server/platform/zone-shape";
import { isDay } from "@/server/platform/zoned-time";

// Named again, and not taken from the tables: forms in the browser read this file.
export const grantRoles = ["viewer", "operator", "manager", "admin"] as const satisfies readonly GrantRole[];

const violation = (code: string) => ({ params: { violation: code } });
const controls = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

/** The terms of a grant, beside its connections: as what, and the last day in the tenant's own zone. */
export const grantTermsShape = z.object({
  role: z.enum(grantRoles),
  /** null: until it is revoked */
  endsOn: z.string().max(10).refine(isDay, violation("notADay")).nullable(),
});

export const newAgencyShape = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .refine((text) => !controls.test(text), violation("controlCharacter")),
  zone: zoneShape,
});

/** a grant names its connections one by one; more than that is a grant for all */
export const maxConnections = 500;

export type GrantTerms = z.infer<typeof grantTermsShape>;
