import { connectionsRouter } from "./connections";
import { sessionRouter } from "./session";
import { tenantsRouter } from "./tenants";
import { router } from "./trpc";

export const appRouter = router({
  connections: connectionsRouter,
  session: sessionRouter,
  tenants: tenantsRouter,
});
export type AppRouter = typeof appRouter;
