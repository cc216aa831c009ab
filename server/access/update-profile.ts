import { eq } from "drizzle-orm";
import { z } from "zod";
import { authDb } from "@/db/auth-door";
import { user } from "@/db/schema/auth";
import type { Id } from "@/server/platform/ids";

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

export const profileInput = z.object({
  locale: z.enum(["en", "zh-CN"]).optional(),
  zone: z
    .string()
    .max(64)
    .refine(isZone, { params: { violation: "unknownZone" } })
    .optional(),
  theme: z.enum(["system", "light", "dark"]).optional(),
  density: z.enum(["compact", "normal", "roomy"]).optional(),
});
type ProfileInput = z.infer<typeof profileInput>;

/** Keeps how a person wants to read; what is left out stays as it was. Replaying it changes nothing. */
export async function updateProfile(userId: Id<"user">, input: ProfileInput): Promise<void> {
  if (Object.values(input).every((value) => value === undefined)) return;
  await authDb().update(user).set(input).where(eq(user.id, userId));
}
