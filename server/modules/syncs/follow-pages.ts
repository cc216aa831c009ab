import { createPageGuard } from "@/server/acorn/pages";

/**
 * The way from page to page of one window: gives the token on, or null at the end. Throws ACORN_DRIFT at the first
 * token that comes a second time.
 */
export function followPages(): (nextToken: string | null) => string | null {
  const guard = createPageGuard();
  return (nextToken) => guard.accept(nextToken);
}
