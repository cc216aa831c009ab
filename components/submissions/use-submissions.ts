"use client";

import { useQuery } from "@tanstack/react-query";
import { useWorkspace } from "@/components/frame/workspace";
import { useTRPC } from "@/components/trpc/provide-trpc";

const onItsWay = ["queued", "sending"];

/** The documents of a PO, newest first; read often while one is on its way, else every minute. */
export function useSubmissions(order: string) {
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  return useQuery({
    ...trpc.submissions.list.queryOptions({ tenant, order }),
    refetchInterval: ({ state }) =>
      state.data?.some((row) => onItsWay.includes(row.state)) ? 2_000 : 60_000,
  });
}
