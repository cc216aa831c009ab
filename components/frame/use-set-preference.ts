"use client";

import { useRouter } from "next/navigation";
import type { Preferences } from "@/components/i18n/preferences";
import { savePreference } from "@/components/i18n/save-preference";
import type { FrameActs } from "./frame-model";

type Choice = Exclude<keyof Preferences, "zone">;

/** Keeps a choice in this browser, shows it, and tells the profile. */
export function useSetPreference(onPreference: FrameActs["onPreference"]) {
  const router = useRouter();
  return <K extends Choice>(key: K, value: NonNullable<Preferences[K]>) => {
    savePreference(key, value);
    onPreference?.(key, value);
    router.refresh();
  };
}
