"use client";

import { type QueryKey, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useTRPC } from "@/components/trpc/provide-trpc";
import type { AppRouter } from "@/server/routers/root";

export type Security = inferRouterOutputs<AppRouter>["security"]["overview"];

/** How the reader signs in. */
export function useSecurity() {
  return useQuery(useTRPC().security.overview.queryOptions());
}

/** For `onSuccess` of everything that changes it. */
export function useRefreshSecurity(): () => Promise<void> {
  const queryKey: QueryKey = useTRPC().security.overview.queryKey();
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey });
}
