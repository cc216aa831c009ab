import { eq } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { session } from "@/db/schema/auth";
import type { Id } from "@/server/platform/ids";

/** Signs a person out of every browser at once. @returns how many sessions there were */
export async function endAllSessions(userId: Id<"user">): Promise<number> {
  const ended = await authDb()
    .delete(session)
    .where(eq(session.userId, userId))
    .returning({ id: session.id });
  return ended.length;
}
