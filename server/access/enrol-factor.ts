import { eq } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { recoveryCode, session, totpFactor, user } from "@/db/schema/auth";
import { AppError, invalid } from "@/server/platform/errors";
import { isFresh } from "./factor-rules";
import { replaceRecoveryCodes } from "./recovery-codes";
import { openTicket, sealSecret, sealTicket } from "./sealed-ticket";
import { isHalfSignedIn, type SignedIn } from "./session";
import type { Tell } from "./tell-person";
import { findTotpStep, makeTotpSecret, totpUri } from "./totp";
import { checkFactor, secretPlace } from "./verify-factor";

const ticketLifeMs = 15 * 60_000;
/** Bound to person and session: another browser's ticket sets nothing up. */
const placeOf = ({ person, sessionId }: SignedIn) => `enrol|${person.id}|${sessionId}`;

export type Enrolment = { secret: string; uri: string; ticket: string };

/** A new secret to show, or the one of a ticket again; nothing is stored until a code proves that an app has it. */
export function beginEnrolment(signedIn: SignedIn, now: Date, ticket?: string): Enrolment {
  const kept = openTicket(placeOf(signedIn), ticket, now);
  const secret = kept ?? makeTotpSecret();
  return {
    secret,
    uri: totpUri(secret, signedIn.person.email),
    ticket:
      kept && ticket ? ticket : sealTicket(placeOf(signedIn), secret, new Date(now.getTime() + ticketLifeMs)),
  };
}

/** Whether this browser may set up a factor now: a first one always, another one soon after a code of the old one. */
export function mayEnrol(signedIn: SignedIn, now: Date): boolean {
  if (isHalfSignedIn(signedIn)) return false;
  return !signedIn.hasFactor || isFresh({ isExempt: false, givenAt: signedIn.factorAt }, now);
}

/**
 * Makes the ticket's secret the person's factor, by a code of it; an earlier factor and its recovery codes are gone.
 * The person's other browsers must give a code from now on. INVALID for a wrong code or an old ticket.
 * @returns the recovery codes, readable this once
 */
export async function confirmEnrolment(
  signedIn: SignedIn,
  { ticket, code, now, tell }: { ticket: string; code: string; now: Date; tell: Tell },
): Promise<string[]> {
  if (!mayEnrol(signedIn, now))
    throw new AppError("PRECONDITION", "give a code first", { reason: "step-up" });
  const secret = openTicket(placeOf(signedIn), ticket, now);
  if (!secret) throw invalid([{ code: "oldTicket", field: "ticket" }]);
  const step = findTotpStep(secret, code.replace(/\s/g, ""), now);
  if (step === null) throw invalid([{ code: "wrongCode", field: "code" }]);
  const userId = signedIn.person.id;
  const factor = {
    sealedSecret: sealSecret(secretPlace(userId), secret),
    confirmedAt: now,
    lastStep: step,
    createdAt: now,
  };
  const codes = await authDb().transaction(async (tx) => {
    await tx
      .insert(totpFactor)
      .values({ userId, ...factor })
      .onConflictDoUpdate({ target: totpFactor.userId, set: factor });
    await tx.update(user).set({ factorFailures: 0, factorLockedAt: null }).where(eq(user.id, userId));
    await tx.update(session).set({ factorAt: null }).where(eq(session.userId, userId));
    await tx.update(session).set({ factorAt: now }).where(eq(session.id, signedIn.sessionId));
    return replaceRecoveryCodes(userId, tx);
  });
  tell(userId, { kind: signedIn.hasFactor ? "factor-replaced" : "factor-on" });
  return codes;
}

type Given = { code: string; now: Date; tell: Tell };

/** Ten new recovery codes instead of the old ones, by a code. */
export async function renewRecoveryCodes(signedIn: SignedIn, given: Given): Promise<string[]> {
  await checkFactor(signedIn, given);
  const codes = await replaceRecoveryCodes(signedIn.person.id);
  given.tell(signedIn.person.id, { kind: "recovery-renewed" });
  return codes;
}

/** Takes the factor away, by a code; who must have one is led to set up another. */
export async function removeFactor(signedIn: SignedIn, given: Given): Promise<void> {
  const userId = signedIn.person.id;
  await checkFactor(signedIn, given);
  await authDb().transaction(async (tx) => {
    await tx.delete(totpFactor).where(eq(totpFactor.userId, userId));
    await tx.delete(recoveryCode).where(eq(recoveryCode.userId, userId));
    await tx.update(session).set({ factorAt: null }).where(eq(session.userId, userId));
  });
  given.tell(userId, { kind: "factor-off" });
}
