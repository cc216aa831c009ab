"use client";

import { useQuery } from "@tanstack/react-query";
import { useWorkspace } from "@/components/frame/workspace";
import { useTRPC } from "@/components/trpc/provide-trpc";
import type { ConnectionRow } from "./connection-types";

/** What a production account prepared in shadow mode, compared; asked anew every half minute, as the readings arrive. */
export function useShadow(row: Pick<ConnectionRow, "id" | "environment">) {
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  return useQuery({
    ...trpc.acknowledgements.shadow.queryOptions({ tenant, connection: row.id }),
    enabled: row.environment === "production",
    refetchInterval: 30_000,
  });
}
