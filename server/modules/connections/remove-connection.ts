import { and, eq, ne, sql } from "drizzle-orm";
import { connection, syncFlow } from "@/db/schema/connections";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { requireStepUp } from "@/server/access/step-up";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { closeWorkItems } from "@/server/modules/work-items/close-work-items";
import { invalid, notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { getConnection } from "./get-connection";

/**
 * Ends a connection: its tokens are destroyed, its flows stop, its open work is closed; what was read stays readable.
 * The person types the connection's label; another word is INVALID, a second factor of long ago PRECONDITION. Of two at
 * once the second finds it gone (NOT_FOUND). A new consent of the same account revives it.
 */
export async function removeConnection(
  ctx: Ctx,
  input: { connectionId: Id<"connection">; typedWord: string },
): Promise<void> {
  requireAction(ctx, "connection.remove");
  requireStepUp(ctx);
  await transact(ctx, async (tx) => {
    const before = await getConnection(tx, ctx, input.connectionId);
    if (input.typedWord.trim() !== before.label) {
      throw invalid([{ code: "wrongWord", field: "typedWord" }]);
    }
    const [removed] = await tx
      .update(connection)
      .set({
        state: "removed",
        stateReason: "by-person",
        sealedRefreshToken: "",
        sealedAccessToken: null,
        accessExpiresAt: null,
        refreshLeaseUntil: null,
        refreshFence: sql`${connection.refreshFence} + 1`,
        updatedAt: ctx.clock.now(),
      })
      .where(
        and(
          eq(connection.tenantId, ctx.tenantId),
          eq(connection.id, before.id),
          ne(connection.state, "removed"),
        ),
      )
      .returning({ id: connection.id });
    if (!removed) throw notFound("connection");
    await tx
      .update(syncFlow)
      .set({ enabled: false })
      .where(and(eq(syncFlow.tenantId, ctx.tenantId), eq(syncFlow.connectionId, before.id)));
    await closeWorkItems(tx, ctx, { connectionId: before.id });
    await recordAudit(tx, ctx, {
      action: "connection.remove",
      subjectKind: "connection",
      subjectId: before.id,
      before: { state: before.state, sellingPartnerId: before.sellingPartnerId },
      after: { state: "removed" },
    });
  });
}
