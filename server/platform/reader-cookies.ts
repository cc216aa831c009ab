import { isZone } from "./zoned-time";

/** Cookies that keep a wish of the reader, never a right. The profile keeps the preferences too; sign-in hands them out. */
export const preferenceCookies = {
  locale: "oakline-locale",
  theme: "oakline-theme",
  density: "oakline-density",
  zone: "oakline-zone",
} as const;

/** The workspace that a browser had open, for the start page. */
export const lastTenantCookie = "oakline-tenant";

/** The zone that the browser itself is set to; the preference above may name another place. */
export const browserZoneCookie = "oakline-browser-zone";

const yearSeconds = 31_536_000;

/** The line that keeps one wish for a year, for Set-Cookie and document.cookie alike; scripts may read it. */
export function keepCookie(name: string, value: string, secure: boolean): string {
  const flags = `Path=/; Max-Age=${yearSeconds}; SameSite=Lax${secure ? "; Secure" : ""}`;
  return `${name}=${encodeURIComponent(value)}; ${flags}`;
}

/** @returns the zone that a cookie names, or null: it is a stranger's text, and an unknown one counts as none. */
export function zoneOfCookie(value: string | undefined): string | null {
  try {
    const zone = decodeURIComponent(value ?? "");
    return isZone(zone) ? zone : null;
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
