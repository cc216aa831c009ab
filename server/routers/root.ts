import { connectionsRouter } from "./connections";
import { dashboardsRouter } from "./dashboards";
import { legalEntitiesRouter } from "./legal-entities";
import { ordersRouter } from "./orders";
import { sessionRouter } from "./session";
import { tenantsRouter } from "./tenants";
import { router } from "./trpc";

export const appRouter = router({
  session: sessionRouter,
  tenants: tenantsRouter,
  legalEntities: legalEntitiesRouter,
  connections: connectionsRouter,
  orders: ordersRouter,
  dashboards: dashboardsRouter,
});
export type AppRouter = typeof appRouter;
