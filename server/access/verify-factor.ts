import { and, eq, isNotNull, isNull, lt, sql } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { session, totpFactor, user } from "@/db/schema/auth";
import { AppError, invalid, invariant } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { lockWaitMs, maxFactorFailures } from "./factor-rules";
import { countRecoveryCodes, readRecoveryCode, spendRecoveryCode } from "./recovery-codes";
import { openSecret } from "./sealed-ticket";
import type { SignedIn } from "./session";
import { countTry } from "./sign-in-limits";
import type { Tell } from "./tell-person";
import { findTotpStep } from "./totp";

/** Where a secret is sealed for: another person's row cannot hold it. */
export const secretPlace = (userId: Id<"user">) => `auth.totp_factor.sealed_secret|${userId}`;

type Given = { code: string; now: Date; tell: Tell };

/**
 * Takes a code of the app or a recovery code and notes that this browser gave it. INVALID for a wrong one; LIMIT while the
 * factor is locked, with the time until a recovery code is taken. Each try is counted before it is looked at, so that no
 * number of tries at once gets past the lock.
 */
export async function giveFactor(signedIn: SignedIn, given: Given): Promise<void> {
  await checkFactor(signedIn, given);
  await authDb().update(session).set({ factorAt: given.now }).where(eq(session.id, signedIn.sessionId));
}

/** The same check without a note: for changing the factor itself. PRECONDITION where there is none. */
export async function checkFactor({ person, hasFactor }: SignedIn, given: Given): Promise<void> {
  if (!hasFactor) throw new AppError("PRECONDITION", "there is no factor", { reason: "no-factor" });
  const userId = person.id;
  const recovery = readRecoveryCode(given.code);
  const isRight = recovery
    ? await tryRecovery(userId, { ...given, code: recovery })
    : await tryCode(userId, given);
  if (!isRight) throw invalid([{ code: "wrongCode", field: "code" }]);
  await clearLock(userId);
}

/** Lets codes be taken again: after a right one, or by the mailed link. */
export async function clearLock(userId: Id<"user">): Promise<void> {
  await authDb().update(user).set({ factorFailures: 0, factorLockedAt: null }).where(eq(user.id, userId));
}

async function tryCode(userId: Id<"user">, { code, now, tell }: Given): Promise<boolean> {
  const failures = await claimTry(userId, now);
  if (failures === null) throw await locked(userId, now);
  const [factor] = await authDb()
    .select({ sealed: totpFactor.sealedSecret })
    .from(totpFactor)
    .where(and(eq(totpFactor.userId, userId), isNotNull(totpFactor.confirmedAt)));
  const secret = factor && openSecret(secretPlace(userId), factor.sealed);
  const step = secret ? findTotpStep(secret, code.replace(/\s/g, ""), now) : null;
  if (step !== null && (await spendStep(userId, step))) return true;
  if (failures >= maxFactorFailures) tell(userId, { kind: "factor-locked" });
  return false;
}

/** The try that reaches the limit sets the lock itself; a right code takes it away again. */
async function claimTry(userId: Id<"user">, now: Date): Promise<number | null> {
  const [claimed] = await authDb()
    .update(user)
    .set({
      factorFailures: sql`${user.factorFailures} + 1`,
      factorLockedAt: sql`case when ${user.factorFailures} + 1 >= ${maxFactorFailures}
        then ${now.toISOString()}::timestamptz end`,
    })
    .where(and(eq(user.id, userId), isNull(user.factorLockedAt)))
    .returning({ failures: user.factorFailures });
  return claimed?.failures ?? null;
}

/** No code works twice: a later step than the last one is taken, by one of two at once. */
async function spendStep(userId: Id<"user">, step: number): Promise<boolean> {
  const spent = await authDb()
    .update(totpFactor)
    .set({ lastStep: step })
    .where(and(eq(totpFactor.userId, userId), lt(totpFactor.lastStep, step)))
    .returning({ userId: totpFactor.userId });
  return spent.length > 0;
}

async function tryRecovery(userId: Id<"user">, { code, now, tell }: Given): Promise<boolean> {
  await countTry("recovery", userId);
  const lockedAt = await findLock(userId);
  if (lockedAt && now.getTime() < lockedAt.getTime() + lockWaitMs) throw await locked(userId, now);
  if (!(await spendRecoveryCode(userId, code, now))) return false;
  tell(userId, { kind: "recovery-used", facts: { left: await countRecoveryCodes(userId) } });
  return true;
}

/** @returns since when no code of the app is taken, or null. */
export async function findLock(userId: Id<"user">): Promise<Date | null> {
  const [row] = await authDb().select({ at: user.factorLockedAt }).from(user).where(eq(user.id, userId));
  invariant(row, "the person of a session exists");
  return row.at;
}

async function locked(userId: Id<"user">, now: Date): Promise<AppError> {
  const since = (await findLock(userId)) ?? now;
  const retryAfterMs = Math.max(0, since.getTime() + lockWaitMs - now.getTime());
  return new AppError("LIMIT", "the factor is locked", { reason: "factor-locked", retryAfterMs });
}
