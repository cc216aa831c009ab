import { askDeletion } from "@/server/modules/tenants/ask-deletion";
import { cancelDeletion } from "@/server/modules/tenants/cancel-deletion";
import { countContents } from "@/server/modules/tenants/count-contents";
import { getTenant } from "@/server/modules/tenants/get-tenant";
import { askDeletionShape, updateTenantShape } from "@/server/modules/tenants/input";
import { updateTenant } from "@/server/modules/tenants/update-tenant";
import { allowed, router } from "./trpc";

export const tenantsRouter = router({
  current: allowed("tenant.view").query(({ ctx }) => getTenant(ctx.tenant)),
  update: allowed("tenant.configure")
    .input(updateTenantShape)
    .mutation(({ ctx, input: { tenant: _, ...input } }) => updateTenant(ctx.tenant, input)),
  contents: allowed("tenant.delete").query(({ ctx }) => countContents(ctx.tenant)),
  askDeletion: allowed("tenant.delete")
    .input(askDeletionShape)
    .mutation(({ ctx, input }) => askDeletion(ctx.tenant, { typedWord: input.typedWord })),
  cancelDeletion: allowed("tenant.delete").mutation(({ ctx }) => cancelDeletion(ctx.tenant)),
});
