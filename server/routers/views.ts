import { z } from "zod";
import { deleteView } from "@/server/modules/views/delete-view";
import {
  defaultInput,
  grid,
  saveViewInput,
  version,
  viewName,
  viewQuery,
} from "@/server/modules/views/input";
import { listViews } from "@/server/modules/views/list-views";
import { renameView } from "@/server/modules/views/rename-view";
import { saveView } from "@/server/modules/views/save-view";
import { setDefaultView } from "@/server/modules/views/set-default-view";
import { shareView } from "@/server/modules/views/share-view";
import { updateView } from "@/server/modules/views/update-view";
import { publicId } from "@/server/platform/ids";
import { publicIdOf } from "./public-id";
import { allowed, router } from "./trpc";

const view = z.object({ view: publicIdOf("savedView") });

export const viewsRouter = router({
  list: allowed("view.save")
    .input(z.object({ grid }))
    .query(async ({ ctx, input }) =>
      (await listViews(ctx.tenant, input)).map((one) => ({ ...one, id: publicId("savedView", one.id) })),
    ),
  save: allowed("view.save")
    .input(saveViewInput.extend({ defaultFor: z.array(defaultInput.shape.role).max(5).optional() }))
    .mutation(async ({ ctx, input }) => {
      const made = await saveView(ctx.tenant, input);
      return { ...made, id: publicId("savedView", made.id) };
    }),
  update: allowed("view.save")
    .input(view.extend({ version, query: viewQuery }))
    .mutation(({ ctx, input }) => updateView(ctx.tenant, { ...input, id: input.view })),
  rename: allowed("view.save")
    .input(view.extend({ version, name: viewName }))
    .mutation(({ ctx, input }) => renameView(ctx.tenant, { ...input, id: input.view })),
  share: allowed("view.share")
    .input(view.extend({ version, isShared: z.boolean() }))
    .mutation(({ ctx, input }) => shareView(ctx.tenant, { ...input, id: input.view })),
  delete: allowed("view.save")
    .input(view)
    .mutation(({ ctx, input }) => deleteView(ctx.tenant, { id: input.view })),
  setDefault: allowed("view.share")
    .input(defaultInput.extend({ view: publicIdOf("savedView").nullable() }))
    .mutation(({ ctx, input }) => setDefaultView(ctx.tenant, { ...input, id: input.view })),
});
