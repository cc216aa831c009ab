import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/routers/root";

export type LegalEntity = inferRouterOutputs<AppRouter>["legalEntities"]["list"][number];
