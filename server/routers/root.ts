import { acknowledgementsRouter } from "./acknowledgements";
import { agenciesRouter } from "./agencies";
import { auditRouter } from "./audit";
import { connectionsRouter } from "./connections";
import { dashboardsRouter } from "./dashboards";
import { legalEntitiesRouter } from "./legal-entities";
import { membersRouter } from "./members";
import { ordersRouter } from "./orders";
import { reviewsRouter } from "./reviews";
import { securityRouter } from "./security";
import { sessionRouter } from "./session";
import { submissionsRouter } from "./submissions";
import { tenantsRouter } from "./tenants";
import { router } from "./trpc";
import { viewsRouter } from "./views";

export const appRouter = router({
  session: sessionRouter,
  security: securityRouter,
  tenants: tenantsRouter,
  legalEntities: legalEntitiesRouter,
  connections: connectionsRouter,
  members: membersRouter,
  orders: ordersRouter,
  acknowledgements: acknowledgementsRouter,
  submissions: submissionsRouter,
  dashboards: dashboardsRouter,
  agencies: agenciesRouter,
  reviews: reviewsRouter,
  audit: auditRouter,
  views: viewsRouter,
});
export type AppRouter = typeof appRouter;
