/**
 * The address that stands last in X-Forwarded-For: what the nearest proxy (or Next itself, without one) saw.
 * Entries before it are the caller's own words. For counting only, never for trust.
 */
export function clientAddress(headers: Headers): string {
  const last = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  return last || "unknown";
}
