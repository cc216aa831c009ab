import { eq } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { authDb } from "@/db/auth-door";
import { totpFactor, user } from "@/db/schema/auth";
import { sealSecret } from "@/server/access/sealed-ticket";
import { secretPlace } from "@/server/access/verify-factor";
import type { Id } from "@/server/platform/ids";

const secret = new Secret({ size: 20 });

/** A factor that no code was used of yet, with no wrong code against it. */
export async function seedFactor(userId: Id<"user">): Promise<void> {
  const factor = {
    sealedSecret: sealSecret(secretPlace(userId), secret.base32),
    confirmedAt: new Date(),
    lastStep: 0,
  };
  await authDb()
    .insert(totpFactor)
    .values({ userId, ...factor })
    .onConflictDoUpdate({ target: totpFactor.userId, set: factor });
  await authDb().update(user).set({ factorFailures: 0, factorLockedAt: null }).where(eq(user.id, userId));
}

/** The code that every seeded factor shows at this moment. */
export function codeAt(now: Date): string {
  return new TOTP({ secret }).generate({ timestamp: now.getTime() });
}
