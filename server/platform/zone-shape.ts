import { z } from "zod";
import { isZone } from "./zoned-time";

/** An IANA zone of an input. */
export const zoneShape = z
  .string()
  .max(64)
  .refine(isZone, { params: { violation: "unknownZone" } });
