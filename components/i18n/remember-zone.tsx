"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { browserZoneCookie, keepCookie } from "@/server/platform/reader-cookies";
import { savePreference } from "./save-preference";

/** Tells the server the browser's zone, and reads in it until profile or cookie names one (`isChosen`). */
export function RememberZone({ isChosen }: { isChosen: boolean }) {
  const router = useRouter();
  // outside system: the browser's own settings
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that we support
    document.cookie = keepCookie(browserZoneCookie, zone, location.protocol === "https:");
    if (isChosen) return;
    savePreference("zone", zone);
    router.refresh();
  }, [isChosen, router]);
  return null;
}
