import { hashKey, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { FrameTenant } from "@/components/frame/frame-model";
import { errorDataOf } from "@/components/trpc/error-data";
import { useTRPC } from "@/components/trpc/provide-trpc";

/**
 * The workspace as the server has it now, asked once a minute and after every refusal: a changed role shows without a
 * reload. null once the reader may not enter it any more.
 */
export function useCurrentTenant(rendered: FrameTenant): FrameTenant | null {
  const queryClient = useQueryClient();
  const options = useTRPC().tenants.current.queryOptions({ tenant: rendered.id });
  const { data, error } = useQuery({ ...options, refetchInterval: 60_000 });
  const own = hashKey(options.queryKey);
  // outside systems: the caches, which alone hear of every answer
  useEffect(() => {
    const askAgain = (error: unknown) => {
      const code = errorDataOf(error)?.code;
      if (code !== "FORBIDDEN" && code !== "NOT_FOUND") return;
      void queryClient.invalidateQueries({ predicate: ({ queryHash }) => queryHash === own });
    };
    const queries = queryClient.getQueryCache().subscribe((event) => {
      if (event.type !== "updated" || event.action.type !== "error") return;
      if (event.query.queryHash !== own) askAgain(event.action.error);
    });
    const mutations = queryClient.getMutationCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error") askAgain(event.action.error);
    });
    return () => {
      queries();
      mutations();
    };
  }, [queryClient, own]);
  const role = data?.role ?? rendered.role;
  const { name, hue } = data ?? rendered;
  const current = useMemo(() => ({ ...rendered, role, name, hue }), [rendered, role, name, hue]);
  return errorDataOf(error)?.reason === "tenant" ? null : current;
}
