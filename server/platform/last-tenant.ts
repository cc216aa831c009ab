/** Remembers the workspace that a browser had open; a wish for the start page, never a right. */
export const lastTenantCookie = "oakline-tenant";

/** @returns the tenant's public id when the path lies in a workspace, else null. */
export function tenantOfPath(pathname: string): string | null {
  return /^\/t\/(tn_[0-9a-z]{26})(?:\/|$)/.exec(pathname)?.[1] ?? null;
}
