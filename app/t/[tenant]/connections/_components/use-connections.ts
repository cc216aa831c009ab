"use client";

import { useQuery } from "@tanstack/react-query";
import { useCan, useWorkspace } from "@/components/frame/workspace";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { isAnyLive } from "./connection-health";

/** All connections; asked again every two seconds while something is being read, else every half minute. */
export function useConnections() {
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  return useQuery({
    ...trpc.connections.list.queryOptions({ tenant }),
    refetchInterval: ({ state }) => (isAnyLive(state.data) ? 2_000 : 30_000),
  });
}

/** The workspace's developer apps; not asked for by a role that may not see them. */
export function useApps() {
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const can = useCan();
  return useQuery({
    ...trpc.connections.apps.queryOptions({ tenant }),
    enabled: can("app.view"),
  });
}
