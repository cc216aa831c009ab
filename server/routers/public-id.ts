import { z } from "zod";
import { type IdKind, parsePublicId } from "@/server/platform/ids";

/**
 * An id as it stands in URLs (`po_…`), read into the branded uuid.
 * A malformed one is a fault of the input (`malformedId`); whether a well-formed one exists only its tenant can tell.
 */
export const publicIdOf = <K extends IdKind>(kind: K) =>
  z
    .string()
    .max(64)
    .transform((text, ctx) => {
      const id = parsePublicId(kind, text);
      if (id) return id;
      ctx.addIssue({ code: "custom", params: { violation: "malformedId" }, input: "" });
      return z.NEVER;
    })
    .meta({ idKind: kind });
