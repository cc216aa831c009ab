import { sha256 } from "@/server/platform/crypto";

/** `__Host-` binds the cookie to this very host over TLS; browsers refuse the prefix on plain http. */
export function sessionCookieName(appUrl: string): string {
  return isSecure(appUrl) ? "__Host-oakline.session" : "oakline.session";
}

export const isSecure = (appUrl: string) => appUrl.startsWith("https:");

/** What the database holds instead of a session's or a link's token. */
export function hashToken(token: string): string {
  return sha256(token).toString("base64url");
}
