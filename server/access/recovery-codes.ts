import { randomBytes } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { recoveryCode } from "@/db/schema/auth";
import { sha256 } from "@/server/platform/crypto";
import { env } from "@/server/platform/env";
import type { Id } from "@/server/platform/ids";

const codeCount = 10;
// without letters that are read as another: 12 of 32 signs are 60 bits
const signs = "0123456789abcdefghjkmnpqrstvwxyz";
const shape = /^[0-9a-hjkmnp-tv-z]{12}$/;

export type AuthTx = Pick<ReturnType<typeof authDb>, "insert" | "delete" | "update" | "select">;

/** @returns the code without its dashes, or null for what is none. */
export function readRecoveryCode(given: string): string | null {
  const bare = given.replace(/[\s-]/g, "").toLowerCase();
  return shape.test(bare) ? bare : null;
}

/** Ten new codes instead of all earlier ones; only here are they ever readable. */
export async function replaceRecoveryCodes(userId: Id<"user">, db: AuthTx = authDb()): Promise<string[]> {
  const codes = Array.from({ length: codeCount }, makeCode);
  await db.delete(recoveryCode).where(eq(recoveryCode.userId, userId));
  await db
    .insert(recoveryCode)
    .values(codes.map((code) => ({ userId, hash: hashCode(userId, code.replaceAll("-", "")) })));
  return codes;
}

/** Uses a code up. @returns false for a wrong or used one; of two at once one gets true. */
export async function spendRecoveryCode(userId: Id<"user">, code: string, now: Date): Promise<boolean> {
  const spent = await authDb()
    .update(recoveryCode)
    .set({ usedAt: now })
    .where(and(isUnused(userId), eq(recoveryCode.hash, hashCode(userId, code))))
    .returning({ userId: recoveryCode.userId });
  return spent.length > 0;
}

export async function countRecoveryCodes(userId: Id<"user">): Promise<number> {
  return await authDb().$count(recoveryCode, isUnused(userId));
}

const isUnused = (userId: Id<"user">) => and(eq(recoveryCode.userId, userId), isNull(recoveryCode.usedAt));

/** With AUTH_SECRET in it: a copy of the table cannot be searched for codes. */
function hashCode(userId: Id<"user">, code: string): string {
  return sha256(`recovery|${userId}|${code}|${env().AUTH_SECRET}`).toString("base64url");
}

function makeCode(): string {
  // 256 is a multiple of 32: every sign is equally likely
  const text = [...randomBytes(12)].map((byte) => signs[byte % 32]).join("");
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
}
