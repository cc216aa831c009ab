import { dehydrate, HydrationBoundary, type QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";

type Props = { queryClient: QueryClient; children: ReactNode };

/** Hands what a server page has prefetched (`pageQueries()` of routers/caller.ts) to the browser's cache. */
export function HydrateQueries({ queryClient, children }: Props) {
  return <HydrationBoundary state={dehydrate(queryClient)}>{children}</HydrationBoundary>;
}
