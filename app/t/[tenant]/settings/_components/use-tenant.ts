import { useQuery } from "@tanstack/react-query";
import { useWorkspace } from "@/components/frame/workspace";
import { useTRPC } from "@/components/trpc/provide-trpc";

/** The workspace as it is now; the frame keeps it fresh. */
export function useTenant() {
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  return useQuery(trpc.tenants.current.queryOptions({ tenant }));
}

export type TenantNow = NonNullable<ReturnType<typeof useTenant>["data"]>;
