import { keepCookie, preferenceCookies } from "@/server/platform/reader-cookies";
import type { Preferences } from "./preferences";

/** Keeps one preference for a year in this browser. The page shows it at its next render; theme and density at once. */
export function savePreference<K extends keyof Preferences>(
  key: K,
  value: NonNullable<Preferences[K]>,
): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that we support
  document.cookie = keepCookie(preferenceCookies[key], value, location.protocol === "https:");
  if (key === "theme" || key === "density") document.documentElement.dataset[key] = value;
}
