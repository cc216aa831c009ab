import { eq } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { session } from "@/db/schema/auth";
import { randomToken } from "@/server/platform/crypto";
import { env } from "@/server/platform/env";
import { AppError } from "@/server/platform/errors";
import { clientAddress } from "./client-address";
import type { Origin } from "./context";
import { confirmEnrolment } from "./enrol-factor";
import { codesCookie, enrolCookie, placeOfCodes } from "./factor-cookies";
import { greetDevice } from "./finish-sign-in";
import { cookieLine, type Form, goBack, goTo, withNext } from "./form-answer";
import { confirmNotifyAddress } from "./notify-address";
import { sealTicket } from "./sealed-ticket";
import { type SignedIn, sessionLifeMs } from "./session";
import { hashToken, sessionCookieName } from "./session-cookie";
import { countTry, requireTriesLeft } from "./sign-in-limits";
import { spendUnlockLink } from "./unlock-link";
import { clearLock, giveFactor } from "./verify-factor";

const ticketSeconds = 15 * 60;

/** The second half of a sign-in, or a code once more before a dangerous act: an app's code or a recovery code. */
export async function giveCode(form: Form): Promise<Response> {
  const { scope, fields, next } = form;
  const signedIn = await scope.findSession();
  if (!signedIn) return goTo(withNext("/sign-in", next));
  if (!signedIn.hasFactor) return goTo(next);
  try {
    const now = scope.clock.now();
    await giveFactor(signedIn, { code: fields.get("code") ?? "", now, tell: scope.tell });
  } catch (error) {
    return goBack("/sign-in/code", error, next);
  }
  return goTo(next, await renewSession(signedIn, scope.origin), await greetDevice(form, signedIn));
}

/** Sets up a factor, or another one; the recovery codes are then shown once. */
export async function enrol(form: Form): Promise<Response> {
  const { scope, fields, next } = form;
  const signedIn = await scope.findSession();
  if (!signedIn) return goTo(withNext("/sign-in", next));
  const now = scope.clock.now();
  const ticket = fields.get("ticket") ?? "";
  try {
    const codes = await confirmEnrolment(signedIn, {
      ticket,
      code: fields.get("code") ?? "",
      now,
      tell: scope.tell,
    });
    const shown = sealTicket(placeOfCodes(signedIn), codes.join(" "), inSeconds(now, ticketSeconds));
    return goTo(
      withNext("/sign-in/recovery-codes", next),
      cookieLine(codesCookie, { value: shown, maxAgeSeconds: ticketSeconds, path: "/sign-in" }),
      cookieLine(enrolCookie, { value: "", path: "/sign-in" }),
    );
  } catch (error) {
    if (error instanceof AppError && error.code === "PRECONDITION") {
      return goTo(
        `/sign-in/code?${new URLSearchParams({ again: "1", next: withNext("/sign-in/second-factor", next) })}`,
      );
    }
    const back = goBack("/sign-in/second-factor", error, next);
    // the same picture again: the app has scanned it already
    if (/^[\w.-]{1,2000}$/.test(ticket)) {
      const kept = { value: ticket, maxAgeSeconds: ticketSeconds, path: "/sign-in" };
      back.headers.append("set-cookie", cookieLine(enrolCookie, kept));
    }
    return back;
  }
}

/** The recovery codes are kept: the browser forgets them. */
export async function forgetCodes({ next }: Form): Promise<Response> {
  return goTo(next, cookieLine(codesCookie, { value: "", path: "/sign-in" }));
}

/** Asks for the mail that unlocks a factor; whose it is, the half session says. */
export async function mailUnlock({ scope, next }: Form): Promise<Response> {
  const signedIn = await scope.findSession();
  if (!signedIn) return goTo(withNext("/sign-in", next));
  try {
    await countTry("address", signedIn.person.email);
  } catch (error) {
    return goBack("/sign-in/code", error, next);
  }
  scope.tell(signedIn.person.id, { kind: "factor-locked" });
  return goTo(`/sign-in/code?${new URLSearchParams({ ...(next !== "/" && { next }), sent: "1" })}`);
}

/** Takes the lock off by a mailed link, a few times a day: each time allows ten guesses more. */
export async function unlock({ request, fields, scope }: Form): Promise<Response> {
  const client = clientAddress(request.headers);
  try {
    await requireTriesLeft("failure", client);
    const userId = await spendUnlockLink(fields.get("token") ?? "");
    if (!userId) {
      await countTry("failure", client);
      return goTo("/sign-in/unlock?token=used");
    }
    await countTry("unlock", userId);
    await clearLock(userId);
    scope.log.info({ person: userId }, "factor unlocked by mail");
    return goTo("/sign-in/code?unlocked=1");
  } catch (error) {
    return goBack("/sign-in", error, "/");
  }
}

/** Mails of the product go to the address that this link was mailed to. */
export async function confirmAddress({ request, fields, scope }: Form): Promise<Response> {
  const client = clientAddress(request.headers);
  try {
    await requireTriesLeft("failure", client);
    if (await confirmNotifyAddress(fields.get("token") ?? "", scope.tell)) {
      return goTo("/sign-in/address?done=1");
    }
    await countTry("failure", client);
    return goTo("/sign-in/address?token=used");
  } catch (error) {
    return goBack("/sign-in", error, "/");
  }
}

/** A new token for the same session, where the code was given: what was worth half a sign-in must not become worth a whole one. */
async function renewSession({ sessionId }: SignedIn, origin: Origin): Promise<string> {
  const token = randomToken();
  await authDb()
    .update(session)
    .set({ sessionToken: hashToken(token), ...origin })
    .where(eq(session.id, sessionId));
  const name = sessionCookieName(env().APP_URL);
  return cookieLine(name, { value: token, maxAgeSeconds: sessionLifeMs / 1000 });
}

const inSeconds = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000);
