import { and, eq, sql } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { knownDevice } from "@/db/schema/auth";
import { randomToken } from "@/server/platform/crypto";
import { env } from "@/server/platform/env";
import type { Id } from "@/server/platform/ids";
import type { Origin } from "./context";
import { hashToken, isSecure } from "./session-cookie";
import type { Tell } from "./tell-person";

/** the longest that browsers keep a cookie */
const lifeSeconds = 400 * 86_400;

export function deviceCookieName(appUrl: string): string {
  return isSecure(appUrl) ? "__Host-oakline.device" : "oakline.device";
}

type Visit = { deviceToken: string | undefined; origin: Origin; now: Date; tell: Tell };

/**
 * Remembers the browser of a finished sign-in, and mails when it is a new one; the person's very first is expected.
 * The mark says "seen before" and opens nothing.
 * @returns the Set-Cookie that keeps the mark
 */
export async function rememberDevice(
  userId: Id<"user">,
  { deviceToken, origin, now, tell }: Visit,
): Promise<string> {
  const token = deviceToken && /^[\w-]{43}$/.test(deviceToken) ? deviceToken : randomToken();
  const own = eq(knownDevice.userId, userId);
  const known = await authDb()
    .update(knownDevice)
    .set({ lastSeenAt: now })
    .where(and(own, eq(knownDevice.deviceHash, hashToken(token))))
    .returning({ userId: knownDevice.userId });
  if (known.length === 0) {
    const isFirst = (await authDb().$count(knownDevice, own)) === 0;
    const label = origin.device ?? "";
    await authDb()
      .insert(knownDevice)
      .values({ userId, deviceHash: hashToken(token), label, firstSeenAt: now, lastSeenAt: now })
      .onConflictDoUpdate({
        target: [knownDevice.userId, knownDevice.deviceHash],
        set: { lastSeenAt: sql`excluded.last_seen_at` },
      });
    if (!isFirst) tell(userId, { kind: "new-device" });
  }
  const { APP_URL } = env();
  const secure = isSecure(APP_URL) ? "; Secure" : "";
  return `${deviceCookieName(APP_URL)}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${lifeSeconds}${secure}`;
}
