"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useWorkspace } from "@/components/frame/workspace";
import { useTRPC } from "@/components/trpc/provide-trpc";

const soonMs = 150_000;
type Rows = readonly { nextAt: Date | null }[];

/** Whether something is about to happen to one of them. */
const isMoving = (rows: Rows | undefined) =>
  rows?.some(({ nextAt }) => nextAt !== null && nextAt.getTime() < Date.now() + soonMs);

/**
 * The documents of a PO, newest first; read often while something is about to happen to one, else every minute. When one
 * has moved the PO is read anew, for what Amazon shows of it has changed too.
 */
export function useSubmissions(order: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { id: tenant } = useWorkspace();
  const query = useQuery({
    ...trpc.submissions.list.queryOptions({ tenant, order }),
    refetchInterval: ({ state }) => (isMoving(state.data) ? 2_000 : 60_000),
  });
  const states = query.data?.map(({ id, state }) => `${id} ${state}`).join();
  const seen = useRef(states);
  // outside system: the PO on the server, which followed its answer
  useEffect(() => {
    if (seen.current !== undefined && seen.current !== states)
      void queryClient.invalidateQueries({ queryKey: trpc.orders.get.queryKey({ tenant, order }) });
    seen.current = states;
  }, [states, queryClient, trpc, tenant, order]);
  return query;
}
