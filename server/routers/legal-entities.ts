import { z } from "zod";
import { addLegalEntity } from "@/server/modules/legal-entities/add-legal-entity";
import { archiveLegalEntity } from "@/server/modules/legal-entities/archive-legal-entity";
import { changeLegalEntity } from "@/server/modules/legal-entities/change-legal-entity";
import { legalEntityShape } from "@/server/modules/legal-entities/input";
import { listLegalEntities } from "@/server/modules/legal-entities/list-legal-entities";
import { publicId } from "@/server/platform/ids";
import { publicIdOf } from "./public-id";
import { allowed, router } from "./trpc";

const legalEntity = z.object({ legalEntity: publicIdOf("legalEntity") });

export const legalEntitiesRouter = router({
  list: allowed("tenant.view").query(async ({ ctx }) => {
    const rows = await listLegalEntities(ctx.tenant);
    return rows.map((row) => ({ ...row, id: publicId("legalEntity", row.id) }));
  }),
  add: allowed("tenant.configure")
    .input(legalEntityShape)
    .mutation(async ({ ctx, input: { tenant: _, ...input } }) => {
      const { id } = await addLegalEntity(ctx.tenant, input);
      return { legalEntity: publicId("legalEntity", id) };
    }),
  change: allowed("tenant.configure")
    .input(legalEntityShape.extend(legalEntity.shape))
    .mutation(({ ctx, input: { tenant: _, legalEntity: id, ...input } }) =>
      changeLegalEntity(ctx.tenant, { ...input, id }),
    ),
  archive: allowed("tenant.configure")
    .input(legalEntity.extend({ isArchived: z.boolean() }))
    .mutation(({ ctx, input }) =>
      archiveLegalEntity(ctx.tenant, { id: input.legalEntity, isArchived: input.isArchived }),
    ),
});
