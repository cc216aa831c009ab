import { and, eq } from "drizzle-orm";
import { connection } from "@/db/schema/connections";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import type { Id } from "@/server/platform/ids";
import { getConnection } from "./get-connection";

/** Gives a connection the name people know it by; the last writer wins. */
export async function renameConnection(
  ctx: Ctx,
  input: { connectionId: Id<"connection">; label: string },
): Promise<void> {
  requireAction(ctx, "connection.connect");
  await transact(ctx, async (tx) => {
    const before = await getConnection(tx, ctx, input.connectionId);
    await tx
      .update(connection)
      .set({ label: input.label, updatedAt: ctx.clock.now() })
      .where(and(eq(connection.tenantId, ctx.tenantId), eq(connection.id, before.id)));
    await recordAudit(tx, ctx, {
      action: "connection.connect",
      subjectKind: "connection",
      subjectId: before.id,
      before: { label: before.label },
      after: { label: input.label },
    });
  });
}
