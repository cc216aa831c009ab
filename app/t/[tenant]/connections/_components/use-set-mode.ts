"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useWorkspace } from "@/components/frame/workspace";
import { useTRPC } from "@/components/trpc/provide-trpc";
import type { ConnectionRow } from "./connection-types";

/** Lets answers leave or keeps them back; every screen shows the new mode at once. */
export function useSetMode(row: Pick<ConnectionRow, "id">, onDone?: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { id: tenant } = useWorkspace();
  const queryKey = trpc.connections.list.queryKey({ tenant });
  const set = useMutation(
    trpc.connections.setMode.mutationOptions({
      onSuccess: (_, { mode }) => {
        queryClient.setQueryData(queryKey, (rows) =>
          rows?.map((one) => (one.id === row.id ? { ...one, mode, modeSince: null } : one)),
        );
        onDone?.();
      },
      // a form that answers a PO asks whether its answer would leave
      onSettled: () =>
        Promise.all([
          queryClient.invalidateQueries({ queryKey }),
          queryClient.invalidateQueries({ queryKey: trpc.acknowledgements.pathKey() }),
        ]),
    }),
  );
  return {
    run: (mode: ConnectionRow["mode"], typedWord: string) =>
      set.mutate({ tenant, connection: row.id, mode, typedWord }),
    isPending: set.isPending,
    error: set.error,
  };
}
