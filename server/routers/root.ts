import { auditRouter } from "./audit";
import { connectionsRouter } from "./connections";
import { dashboardsRouter } from "./dashboards";
import { ordersRouter } from "./orders";
import { sessionRouter } from "./session";
import { tenantsRouter } from "./tenants";
import { router } from "./trpc";
import { viewsRouter } from "./views";

export const appRouter = router({
  session: sessionRouter,
  tenants: tenantsRouter,
  connections: connectionsRouter,
  orders: ordersRouter,
  dashboards: dashboardsRouter,
  audit: auditRouter,
  views: viewsRouter,
});
export type AppRouter = typeof appRouter;
