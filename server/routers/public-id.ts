import { z } from "zod";
import { type IdKind, idPrefixes, parsePublicId } from "@/server/platform/ids";

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

/** An id of whatever kind its prefix names, for places where any row may be meant: it only narrows a list. */
export const anyPublicId = z
  .string()
  .max(64)
  .transform((text, ctx) => {
    const kind = kinds.find((one) => text.startsWith(`${idPrefixes[one]}_`));
    const id = kind && parsePublicId(kind, text);
    if (id) return { kind, id };
    ctx.addIssue({ code: "custom", params: { violation: "malformedId" }, input: "" });
    return z.NEVER;
  });

// the keys of an object of ours, whose type names each of them
const kinds = Object.keys(idPrefixes) as IdKind[];
