import { z } from "zod";
import { changeGrant } from "@/server/modules/agencies/change-grant";
import { createAgency } from "@/server/modules/agencies/create-agency";
import { findAgency } from "@/server/modules/agencies/find-agency";
import { grantAccess } from "@/server/modules/agencies/grant-access";
import { grantTermsShape, maxConnections, newAgencyShape } from "@/server/modules/agencies/input";
import { listClients } from "@/server/modules/agencies/list-clients";
import { listGrants } from "@/server/modules/agencies/list-grants";
import { listVisits } from "@/server/modules/agencies/list-visits";
import { removeEverywhere } from "@/server/modules/agencies/remove-everywhere";
import { revokeGrant } from "@/server/modules/agencies/revoke-grant";
import { publicId } from "@/server/platform/ids";
import { publicIdOf } from "./public-id";
import { allowed, personal, router } from "./trpc";

const agency = z.object({ agency: publicIdOf("tenant") });
const grant = z.object({ grant: publicIdOf("grant") });
const terms = grantTermsShape.extend({
  /** null: all, those to come included */
  connections: z.array(publicIdOf("connection")).max(maxConnections).nullable(),
});

export const agenciesRouter = router({
  create: personal()
    .input(newAgencyShape)
    .mutation(async ({ ctx, input }) => ({
      id: publicId("tenant", await createAgency(ctx.person, input, ctx)),
    })),
  clients: allowed("tenant.view").query(async ({ ctx }) => {
    const rows = await listClients(ctx.tenant);
    return rows.map((row) => ({ ...row, id: publicId("tenant", row.id) }));
  }),
  find: allowed("agency.grant")
    .input(agency)
    .query(({ ctx, input }) => findAgency(ctx.tenant, { agencyId: input.agency })),
  grants: allowed("agency.view").query(async ({ ctx }) => {
    const rows = await listGrants(ctx.tenant);
    return rows.map(({ tenantId: _, agencyId, connectionIds, visits, ...row }) => ({
      ...row,
      id: publicId("grant", row.id),
      agency: publicId("tenant", agencyId),
      connections: connectionIds?.map((id) => publicId("connection", id)) ?? null,
      visits: visits && { people: visits.people, lastSeenAt: visits.lastSeenAt, lastName: visits.lastName },
    }));
  }),
  visits: allowed("agency.view")
    .input(grant)
    .query(async ({ ctx, input }) => {
      const rows = await listVisits(ctx.tenant, { grantId: input.grant });
      return rows.map((row) => ({ ...row, id: publicId("agencyVisit", row.id) }));
    }),
  grant: allowed("agency.grant")
    .input(terms.extend(agency.shape))
    .mutation(async ({ ctx, input: { agency: agencyId, connections: connectionIds, ...input } }) => {
      const { grantId } = await grantAccess(ctx.tenant, { ...input, agencyId, connectionIds });
      return { grant: publicId("grant", grantId) };
    }),
  change: allowed("agency.grant")
    .input(terms.extend(grant.shape))
    .mutation(({ ctx, input: { grant: grantId, connections: connectionIds, ...input } }) =>
      changeGrant(ctx.tenant, { ...input, grantId, connectionIds }),
    ),
  revoke: allowed("agency.grant")
    .input(grant)
    .mutation(({ ctx, input }) => revokeGrant(ctx.tenant, { grantId: input.grant })),
  removeEverywhere: allowed("member.manage")
    .input(z.object({ member: publicIdOf("member") }))
    .mutation(({ ctx, input }) => removeEverywhere(ctx.tenant, { memberId: input.member })),
});
