import { connectionsRouter } from "./connections";
import { dashboardsRouter } from "./dashboards";
import { ordersRouter } from "./orders";
import { securityRouter } from "./security";
import { sessionRouter } from "./session";
import { tenantsRouter } from "./tenants";
import { router } from "./trpc";

export const appRouter = router({
  session: sessionRouter,
  security: securityRouter,
  tenants: tenantsRouter,
  connections: connectionsRouter,
  orders: ordersRouter,
  dashboards: dashboardsRouter,
});
export type AppRouter = typeof appRouter;
