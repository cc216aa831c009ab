import { z } from "zod";
import { auditFilter, listAuditInput } from "@/server/modules/audit/input";
import { countAudit, listAudit, listAuditFacets } from "@/server/modules/audit/list-audit";
import { verifyAudit } from "@/server/modules/audit/verify-audit";
import { type IdKind, idPrefixes, publicId } from "@/server/platform/ids";
import { anyPublicId, publicIdOf } from "./public-id";
import { allowed, router } from "./trpc";

/** Filters as a browser names them: people by public id, a subject by the id of whatever it is. */
export const publicAuditFilter = auditFilter.extend({
  person: z.array(publicIdOf("user")).max(50).optional(),
  subject: anyPublicId.optional(),
});

export const auditRouter = router({
  list: allowed("audit.view")
    .input(listAuditInput.extend({ filter: publicAuditFilter, cursor: publicIdOf("audit").nullish() }))
    .query(async ({ ctx, input }) => {
      const page = await listAudit(ctx.tenant, input);
      return {
        rows: page.rows.map(showRow),
        nextCursor: page.nextCursor && publicId("audit", page.nextCursor),
      };
    }),
  count: allowed("audit.view")
    .input(z.object({ filter: publicAuditFilter }))
    .query(({ ctx, input }) => countAudit(ctx.tenant, input.filter)),
  facets: allowed("audit.view").query(async ({ ctx }) => {
    const { people, ...rest } = await listAuditFacets(ctx.tenant);
    return { ...rest, people: people.map((one) => ({ ...one, id: publicId("user", one.id) })) };
  }),
  verify: allowed("audit.view").query(({ ctx }) => verifyAudit(ctx.tenant)),
});

type FoundRow = Awaited<ReturnType<typeof listAudit>>["rows"][number];

function showRow({ actorId, subjectId, subjectKind, ...row }: FoundRow) {
  return {
    ...row,
    id: publicId("audit", row.id),
    // columns without a brand: written from branded ids alone
    person: actorId && publicId("user", actorId as Parameters<typeof publicId<"user">>[1]),
    subjectKind,
    subject:
      subjectId && isIdKind(subjectKind)
        ? publicId(subjectKind, subjectId as Parameters<typeof publicId>[1])
        : null,
  };
}

const isIdKind = (text: string | null): text is IdKind => text !== null && text in idPrefixes;
