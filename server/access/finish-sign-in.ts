import { eq } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { session } from "@/db/schema/auth";
import { env } from "@/server/platform/env";
import { keepCookie, preferenceCookies } from "@/server/platform/reader-cookies";
import { type Form, goTo, readCookie, withNext } from "./form-answer";
import { deviceCookieName, rememberDevice } from "./known-device";
import { endSession, findSession, isHalfSignedIn, type SignedIn } from "./session";
import { hashToken, isSecure } from "./session-cookie";

/**
 * What follows a new session, however it came about: this browser's earlier one ends, the new one is given its place in
 * the list, and the reader goes on, by way of the second factor where they have one.
 * @param made the new session's token and its Set-Cookie
 */
export async function finishSignIn(form: Form, made: { token: string; cookie: string }): Promise<Response> {
  const { scope, next } = form;
  if (scope.sessionToken && scope.sessionToken !== made.token) await endSession(scope.sessionToken);
  await authDb()
    .update(session)
    .set({ ...scope.origin })
    .where(eq(session.sessionToken, hashToken(made.token)));
  const signedIn = await findSession(made.token, scope.clock.now());
  if (!signedIn) return goTo("/sign-in");
  const look = listPreferences(signedIn);
  if (isHalfSignedIn(signedIn)) return goTo(withNext("/sign-in/code", next), made.cookie, ...look);
  return goTo(next, made.cookie, ...look, await greetDevice(form, signedIn));
}

/** Once somebody is wholly signed in: is this browser a new one of theirs? */
export function greetDevice({ request, scope }: Form, { person }: SignedIn): Promise<string> {
  return rememberDevice(person.id, {
    deviceToken: readCookie(request, deviceCookieName(env().APP_URL)),
    origin: scope.origin,
    now: scope.clock.now(),
    tell: scope.tell,
  });
}

/** What the profile says of language, zone and look: a new browser shows it from its first page on. */
function listPreferences({ person }: SignedIn): string[] {
  return (["locale", "theme", "density", "zone"] as const).flatMap((key) => {
    const value = person[key];
    return value ? [keepCookie(preferenceCookies[key], value, isSecure(env().APP_URL))] : [];
  });
}
