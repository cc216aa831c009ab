import { and, eq } from "drizzle-orm";
import { acornApp, connection } from "@/db/schema/connections";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { getConnection } from "./get-connection";
import { startFlows } from "./save-authorisation";

/** Reads again from a paused connection, at once. PRECONDITION unless it is paused and its app in use. */
export async function resumeConnection(ctx: Ctx, input: { connectionId: Id<"connection"> }): Promise<void> {
  requireAction(ctx, "connection.pause");
  await transact(ctx, async (tx) => {
    const before = await getConnection(tx, ctx, input.connectionId);
    if (before.appId !== null) {
      const [app] = await tx
        .select({ state: acornApp.state })
        .from(acornApp)
        .where(and(eq(acornApp.tenantId, ctx.tenantId), eq(acornApp.id, before.appId)));
      if (app?.state === "disabled") {
        throw new AppError("PRECONDITION", "its app is disabled", { reason: "app-disabled" });
      }
    }
    const [resumed] = await tx
      .update(connection)
      .set({ state: "active", stateReason: null, updatedAt: ctx.clock.now() })
      .where(
        and(
          eq(connection.tenantId, ctx.tenantId),
          eq(connection.id, before.id),
          eq(connection.state, "paused"),
        ),
      )
      .returning({ id: connection.id });
    if (!resumed) throw new AppError("PRECONDITION", "not paused", { reason: `connection-${before.state}` });
    await startFlows(tx, ctx, before.id);
    await recordAudit(tx, ctx, {
      action: "connection.pause",
      subjectKind: "connection",
      subjectId: before.id,
      before: { state: before.state },
      after: { state: "active" },
    });
  });
}
