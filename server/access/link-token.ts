import { createHash } from "node:crypto";
import { env } from "@/server/platform/env";

/** As next-auth hashes the token of a mailed link: a copy of the table opens no door without AUTH_SECRET. */
export function hashLinkToken(token: string): string {
  return createHash("sha256").update(`${token}${env().AUTH_SECRET}`).digest("hex");
}
