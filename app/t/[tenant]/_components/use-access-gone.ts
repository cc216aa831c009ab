import { useQueryClient } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { errorDataOf } from "@/components/trpc/error-data";
import { useTRPC } from "@/components/trpc/provide-trpc";

/** Whether the server has begun to answer that this reader may not enter: seen in any answer of an open page. */
export function useAccessGone(tenant: string): boolean {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [gone, setGone] = useState<string | null>(null);
  // outside system: the answers to all questions and acts of the pages below
  useEffect(() => {
    const hear = (asked: unknown, error: unknown) => {
      if (tenantOf(asked) === tenant && errorDataOf(error)?.reason === "tenant") setGone(tenant);
    };
    const stops = [
      queryClient.getQueryCache().subscribe(({ type, query }) => {
        // tRPC's key: the path, then what was asked
        if (type === "updated") hear(query.queryKey[1], query.state.error);
      }),
      queryClient.getMutationCache().subscribe(({ type, mutation }) => {
        if (type === "updated") hear({ input: mutation?.state.variables }, mutation?.state.error);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [queryClient, tenant]);
  // outside system: the server, asked with each step of the reader, for a page that is "not found" asks nothing itself
  const path = usePathname();
  useEffect(() => {
    const freshness = trpc.dashboards.freshness.queryKey({ tenant });
    if (path) void queryClient.invalidateQueries({ queryKey: freshness });
  }, [queryClient, trpc, tenant, path]);
  return gone === tenant;
}

function tenantOf(asked: unknown): unknown {
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === "object" && value !== null;
  return isObject(asked) && isObject(asked.input) ? asked.input.tenant : undefined;
}
