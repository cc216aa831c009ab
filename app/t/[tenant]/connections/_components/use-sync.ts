"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { useWorkspace } from "@/components/frame/workspace";
import { errorDataOf } from "@/components/trpc/error-data";
import { useTRPC } from "@/components/trpc/provide-trpc";
import type { FlowName, SyncRun } from "./connection-types";

const isLive = (run: SyncRun | undefined) => run?.state === "queued" || run?.state === "running";

/** "Sync now" of one flow: starts a run, follows it once a second to its result, then renews what shows its data. */
export function useSync(connection: string, flow: FlowName) {
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const refresh = useRefreshReadings();
  const start = useMutation(trpc.connections.sync.mutationOptions({ onSettled: refresh }));
  const started = start.data?.run;
  const { data: run } = useQuery({
    ...trpc.connections.run.queryOptions({ tenant, run: started ?? "" }),
    enabled: started !== undefined,
    refetchInterval: ({ state }) => (!state.data || isLive(state.data) ? 1_000 : false),
  });
  const isOver = run !== undefined && !isLive(run);
  // outside system: the cache, which holds the figures from before the run
  useEffect(() => {
    if (isOver) void refresh();
  }, [isOver, refresh]);
  return {
    start: () => start.mutate({ tenant, connection, flow }),
    isBusy: start.isPending || (started !== undefined && !isOver),
    run: started === undefined ? null : (run ?? null),
    refusal: start.error ? (errorDataOf(start.error) ?? { code: null, reason: null }) : null,
  };
}

export type Sync = ReturnType<typeof useSync>;

/** Asks anew for all that a reading can change: connections, freshness, orders, how answers compare. */
export function useRefreshReadings(): () => Promise<unknown> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useCallback(
    () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: trpc.connections.list.queryKey() }),
        queryClient.invalidateQueries({ queryKey: trpc.connections.runs.queryKey() }),
        queryClient.invalidateQueries({ queryKey: trpc.dashboards.pathKey() }),
        queryClient.invalidateQueries({ queryKey: trpc.orders.pathKey() }),
        queryClient.invalidateQueries({ queryKey: trpc.acknowledgements.pathKey() }),
      ]),
    [queryClient, trpc],
  );
}
