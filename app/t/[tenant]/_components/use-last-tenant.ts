import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { lastTenantCookie } from "@/server/platform/reader-cookies";

const yearSeconds = 31_536_000;

/** Keeps the workspace on the screen as the one that the start page leads to. A request would tell less: pages are fetched ahead. */
export function useLastTenant(tenant: string): void {
  const { mutate: note } = useMutation(useTRPC().session.noteTenant.mutationOptions());
  // outside system: the browser's cookies, and the person's list of what was opened last
  useEffect(() => {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that we support
    document.cookie = `${lastTenantCookie}=${tenant}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax${secure}`;
    note({ tenant });
  }, [tenant, note]);
}
