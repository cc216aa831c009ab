import { inArray, sql } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { session } from "@/db/schema/auth";
import type { Id } from "@/server/platform/ids";

/** When each person was last seen in a browser that is still signed in; the others are missing. */
export async function listLastSeen(userIds: readonly Id<"user">[]): Promise<Map<Id<"user">, Date>> {
  if (userIds.length === 0) return new Map();
  const rows = await authDb()
    .select({
      userId: session.userId,
      at: sql<Date>`max(${session.lastSeenAt})`.mapWith(session.lastSeenAt),
    })
    .from(session)
    .where(inArray(session.userId, [...userIds]))
    .groupBy(session.userId);
  // asked for by branded ids, so these are the same ids
  return new Map(rows.map((row) => [row.userId as Id<"user">, row.at]));
}
