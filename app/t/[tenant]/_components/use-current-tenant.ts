import { useQuery, useQueryClient } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useEffect, useMemo, useRef } from "react";
import type { FrameTenant } from "@/components/frame/frame-model";
import { errorDataOf } from "@/components/trpc/error-data";
import { useTRPC } from "@/components/trpc/provide-trpc";

/**
 * The workspace as the server has it now: asked once a minute, on the way to another page, and after every refusal
 * (`provide-trpc`). A changed role shows without a reload. null once the reader may not enter it any more.
 */
export function useCurrentTenant(rendered: FrameTenant): FrameTenant | null {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const pathname = usePathname();
  const shown = useRef(pathname);
  const options = trpc.tenants.current.queryOptions({ tenant: rendered.id });
  const { data, error } = useQuery({ ...options, refetchInterval: 60_000 });
  // outside system: the address, which changes when the next page has come
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    void queryClient.invalidateQueries({ queryKey: [["tenants", "current"]] });
  }, [queryClient, pathname]);
  const { name, hue } = data ?? rendered;
  const role = data?.role ?? rendered.role;
  const can = data?.can ?? rendered.can;
  const current = useMemo(() => ({ ...rendered, role, can, name, hue }), [rendered, role, can, name, hue]);
  return errorDataOf(error)?.reason === "tenant" ? null : current;
}
