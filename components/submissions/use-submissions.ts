"use client";

import { useQuery } from "@tanstack/react-query";
import { useWorkspace } from "@/components/frame/workspace";
import { useTRPC } from "@/components/trpc/provide-trpc";

const soonMs = 150_000;
type Rows = readonly { nextAt: Date | null }[];

/** Whether something is about to happen to one of them. */
const isMoving = (rows: Rows | undefined) =>
  rows?.some(({ nextAt }) => nextAt !== null && nextAt.getTime() < Date.now() + soonMs);

/** The documents of a PO, newest first; read often while something is about to happen to one, else every minute. */
export function useSubmissions(order: string) {
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  return useQuery({
    ...trpc.submissions.list.queryOptions({ tenant, order }),
    refetchInterval: ({ state }) => (isMoving(state.data) ? 2_000 : 60_000),
  });
}
