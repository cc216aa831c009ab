"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useWorkspace } from "@/components/frame/workspace";
import { useTRPC } from "@/components/trpc/provide-trpc";

/** Everything that an answer, or its way to Amazon, changes on screens. */
export function useRefreshAnswers() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return () =>
    Promise.all(
      [trpc.orders, trpc.submissions, trpc.acknowledgements, trpc.dashboards].map((part) =>
        queryClient.invalidateQueries({ queryKey: part.pathKey() }),
      ),
    );
}

/** Takes back what has not left; too late is an answer too, and the list shows it. */
export function useWithdraw() {
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const refresh = useRefreshAnswers();
  const mutation = useMutation(trpc.submissions.withdraw.mutationOptions({ onSettled: refresh }));
  return {
    withdraw: (submission: string) => mutation.mutate({ tenant, submission }),
    isPending: mutation.isPending,
    error: mutation.error,
  };
}
