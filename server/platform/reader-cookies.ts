/** Cookies that keep a wish of the reader, never a right. The profile keeps the preferences too; sign-in hands them out. */
export const preferenceCookies = {
  locale: "oakline-locale",
  theme: "oakline-theme",
  density: "oakline-density",
  zone: "oakline-zone",
} as const;

/** The workspace that a browser had open, for the start page. */
export const lastTenantCookie = "oakline-tenant";

const yearSeconds = 31_536_000;

/** The line that keeps one wish for a year, for Set-Cookie and document.cookie alike; scripts may read it. */
export function keepCookie(name: string, value: string, secure: boolean): string {
  const flags = `Path=/; Max-Age=${yearSeconds}; SameSite=Lax${secure ? "; Secure" : ""}`;
  return `${name}=${encodeURIComponent(value)}; ${flags}`;
}
