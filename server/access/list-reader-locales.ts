import { inArray } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { user } from "@/db/schema/auth";
import type { Id } from "@/server/platform/ids";

/** The language each person chose; those who chose none are missing. */
export async function listReaderLocales(userIds: readonly Id<"user">[]): Promise<Map<Id<"user">, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await authDb()
    .select({ id: user.id, locale: user.locale })
    .from(user)
    .where(inArray(user.id, [...userIds]));
  return new Map(rows.flatMap((row) => (row.locale ? [[row.id, row.locale] as const] : [])));
}
