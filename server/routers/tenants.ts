import { getTenant } from "@/server/modules/tenants/get-tenant";
import { allowed, router } from "./trpc";

export const tenantsRouter = router({
  current: allowed("tenant.view").query(({ ctx }) => getTenant(ctx.tenant)),
});
