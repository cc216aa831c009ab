import { eq } from "drizzle-orm";
import { z } from "zod";
import { authDb } from "@/db/auth-door";
import { user } from "@/db/schema/auth";
import type { Id } from "@/server/platform/ids";
import { zoneShape } from "@/server/platform/zone-shape";

export const profileInput = z.object({
  locale: z.enum(["en", "zh-CN"]).optional(),
  zone: zoneShape.optional(),
  theme: z.enum(["system", "light", "dark"]).optional(),
  density: z.enum(["compact", "normal", "roomy"]).optional(),
});
type ProfileInput = z.infer<typeof profileInput>;

/** Keeps how a person wants to read; what is left out stays as it was. Replaying it changes nothing. */
export async function updateProfile(userId: Id<"user">, input: ProfileInput): Promise<void> {
  if (Object.values(input).every((value) => value === undefined)) return;
  await authDb().update(user).set(input).where(eq(user.id, userId));
}
