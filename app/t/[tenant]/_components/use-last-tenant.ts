import { useEffect } from "react";
import { lastTenantCookie } from "@/server/platform/reader-cookies";

const yearSeconds = 31_536_000;

/** Keeps the workspace on the screen as the one that the start page leads to. A request would tell less: pages are fetched ahead. */
export function useLastTenant(tenant: string): void {
  // outside system: the browser's cookies
  useEffect(() => {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that we support
    document.cookie = `${lastTenantCookie}=${tenant}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax${secure}`;
  }, [tenant]);
}
