import "server-only";
import { cookies, headers } from "next/headers";
import { after } from "next/server";
import { cache } from "react";
import { env } from "@/server/platform/env";
import type { Ctx } from "./context";
import { originOf } from "./origin-of";
import { openRequest, type RequestScope } from "./request-scope";
import type { Person } from "./session";
import { sessionCookieName } from "./session-cookie";

/** The scope of the request that is being answered; the same one for every component of a page. */
export const currentRequest = cache(async (): Promise<RequestScope> => {
  const [jar, given] = await Promise.all([cookies(), headers()]);
  return openRequest({
    // set by proxy.ts, which drops what a browser sent under this name
    requestId: given.get("x-request-id") ?? crypto.randomUUID(),
    sessionToken: jar.get(sessionCookieName(env().APP_URL))?.value ?? null,
    origin: originOf(given),
    defer: after,
  });
});

/** @returns the signed-in person, or null. */
export async function findPerson(): Promise<Person | null> {
  return (await currentRequest()).findPerson();
}

/**
 * The gate of every page: role and membership as the database has them now.
 * UNAUTHENTICATED without a session; NOT_FOUND for a missing, malformed, foreign or suspended tenant alike.
 */
export async function requireCtx(tenantPublicId: string): Promise<Ctx> {
  return (await currentRequest()).requireCtx(tenantPublicId);
}
