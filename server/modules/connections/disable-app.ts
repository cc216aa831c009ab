import { and, eq, inArray } from "drizzle-orm";
import { acornApp, connection, syncFlow } from "@/db/schema/connections";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { closeWorkItems } from "@/server/modules/work-items/close-work-items";
import { notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";

/** Takes an app out of use, as after a leak: its connections pause at once. Disabling it again changes nothing. */
export async function disableApp(ctx: Ctx, input: { appId: Id<"app"> }): Promise<{ paused: number }> {
  requireAction(ctx, "app.manage");
  return transact(ctx, async (tx) => {
    const [app] = await tx
      .update(acornApp)
      .set({ state: "disabled" })
      .where(and(eq(acornApp.tenantId, ctx.tenantId), eq(acornApp.id, input.appId)))
      .returning({ id: acornApp.id });
    if (!app) throw notFound("app");
    const paused = await tx
      .update(connection)
      .set({ state: "paused", stateReason: "app-disabled", updatedAt: ctx.clock.now() })
      .where(
        and(
          eq(connection.tenantId, ctx.tenantId),
          eq(connection.appId, app.id),
          eq(connection.state, "active"),
        ),
      )
      .returning({ id: connection.id });
    const ids = paused.map((row) => row.id);
    if (ids.length > 0) {
      await tx
        .update(syncFlow)
        .set({ enabled: false })
        .where(and(eq(syncFlow.tenantId, ctx.tenantId), inArray(syncFlow.connectionId, ids)));
    }
    await closeWorkItems(tx, ctx, { kinds: ["rotate-secret"], subjectIds: [app.id] });
    await recordAudit(tx, ctx, {
      action: "app.manage",
      subjectKind: "app",
      subjectId: app.id,
      after: { state: "disabled", paused: ids.length },
    });
    return { paused: ids.length };
  });
}
