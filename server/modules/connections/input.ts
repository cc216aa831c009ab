import { z } from "zod";
import type { Environment, Flow } from "@/db/schema/connections";
import { findCountry } from "@/server/acorn/regions";
import { zoneShape } from "@/server/platform/zone-shape";
import { everyMinutes } from "./frequency-rules";

const violation = (code: string) => ({ params: { violation: code } });
const controls = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

/** A name people read: any script and emoji, no control characters, at most 80 letters. */
const label = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .refine((text) => !controls.test(text), violation("controlCharacter"));

/** Amazon's own ids and secrets are printable ASCII without spaces. */
const token = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => /^[\x21-\x7e]*$/.test(text), violation("notAToken"));

const country = z
  .string()
  .max(8)
  .refine((code) => findCountry(code) !== null, violation("unknownCountry"))
  .transform((code) => findCountry(code)?.code ?? code);

// Named again, and not taken from the tables: forms in the browser read this file.
const environments = ["production", "sandbox"] as const satisfies readonly Environment[];
const flows = ["orders", "order-status"] as const satisfies readonly Flow[];

const environment = z.enum(environments);

export const beginConsentShape = z.object({ country, environment });

export const connectByTokenShape = z.object({
  label,
  country,
  environment,
  refreshToken: token(2048).refine((text) => text.startsWith("Atzr|"), violation("notARefreshToken")),
  /** as Vendor Central shows it; a token does not tell it */
  sellingPartnerId: token(80)
    .refine((id) => id.startsWith("amzn1.vg."), violation("notAVendorGroup"))
    .optional(),
});

export const saveAppShape = z.object({
  name: label,
  applicationId: token(200).refine((id) => id.startsWith("amzn1."), violation("notAnApplicationId")),
  clientId: token(200).refine((id) => id.startsWith("amzn1."), violation("notAClientId")),
  /** absent: the stored one stays */
  clientSecret: token(500).optional(),
  visibility: z.enum(["private", "public"]),
  state: z.enum(["draft", "approved"]),
});

export const frequencyShape = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("every"), minutes: z.literal([...everyMinutes]) }),
  z.object({
    kind: z.literal("daily"),
    at: z
      .string()
      .max(5)
      .refine((text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text), violation("notATime")),
    zone: zoneShape,
  }),
]);

export const flowShape = z.enum(flows);
export const renameShape = z.object({ label });

/** What Amazon's redirect may bring; anything longer or stranger is no answer of Amazon's. */
export const consentAnswerShape = z.object({
  state: z.string().max(200),
  code: token(2048).optional(),
  sellingPartnerId: token(200).optional(),
  error: z.string().max(200).optional(),
});

export type BeginConsent = z.infer<typeof beginConsentShape>;
export type ConnectByToken = z.infer<typeof connectByTokenShape>;
export type SaveApp = z.infer<typeof saveAppShape>;
