"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { savePreference } from "./save-preference";

/** Tells the server the browser's zone when neither profile nor cookie has named one. */
export function RememberZone() {
  const router = useRouter();
  // outside system: the browser's own settings
  useEffect(() => {
    savePreference("zone", Intl.DateTimeFormat().resolvedOptions().timeZone);
    router.refresh();
  }, [router]);
  return null;
}
