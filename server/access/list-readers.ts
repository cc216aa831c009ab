import { inArray } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { user } from "@/db/schema/auth";
import type { Id } from "@/server/platform/ids";

type Wishes = { locale: string | null; notifyEmail: string | null };

/** The language and the notification address each person chose; null where they chose none. */
export async function listReaders(userIds: readonly Id<"user">[]): Promise<Map<Id<"user">, Wishes>> {
  if (userIds.length === 0) return new Map();
  const rows = await authDb()
    .select({ id: user.id, locale: user.locale, notifyEmail: user.notifyEmail })
    .from(user)
    .where(inArray(user.id, [...userIds]));
  return new Map(rows.map(({ id, ...wishes }) => [id, wishes]));
}
