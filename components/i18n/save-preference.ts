import { type Preferences, preferenceCookies } from "./preferences";

const yearSeconds = 31_536_000;

/** Keeps one preference for a year in this browser. The page shows it at its next render; theme and density at once. */
export function savePreference<K extends keyof Preferences>(
  key: K,
  value: NonNullable<Preferences[K]>,
): void {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that we support
  document.cookie = `${preferenceCookies[key]}=${encodeURIComponent(value)}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax${secure}`;
  if (key === "theme" || key === "density") document.documentElement.dataset[key] = value;
}
