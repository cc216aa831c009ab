import "server-only";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { type Preferences, readPreferences } from "./preferences";

/** The reader's preferences, read once a request. */
export const requestPreferences = cache(async (): Promise<Preferences> => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  return readPreferences(jar, head.get("accept-language"));
});
