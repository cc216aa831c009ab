/** Remembers the workspace that a browser had open; a wish for the start page, never a right. */
export const lastTenantCookie = "oakline-tenant";
