import { and, eq, ne } from "drizzle-orm";
import { connection } from "@/db/schema/connections";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";

/** A connection of this tenant, whatever its state; NOT_FOUND for a foreign, unknown or removed one. */
export async function getConnection(tx: Tx, ctx: Ctx, id: Id<"connection">) {
  const [row] = await tx
    .select()
    .from(connection)
    .where(
      and(eq(connection.tenantId, ctx.tenantId), eq(connection.id, id), ne(connection.state, "removed")),
    );
  if (!row) throw notFound("connection");
  return row;
}
