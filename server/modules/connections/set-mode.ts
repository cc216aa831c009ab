import { and, eq } from "drizzle-orm";
import { connection } from "@/db/schema/connections";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { requireStepUp } from "@/server/access/step-up";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { AppError, invalid } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { getConnection } from "./get-connection";

export type SetModeInput = { connectionId: Id<"connection">; mode: "shadow" | "live"; typedWord: string };

/**
 * Lets documents of a connection leave, or keeps them back again. Going live takes the connection's label as typed word
 * (else INVALID) and a fresh second factor (else PRECONDITION "step-up"); the way back takes neither. Drafts that were
 * made in shadow mode never leave. The sandbox has no mode, for nothing there reaches Amazon's production: PRECONDITION
 * "sandbox-mode". A repeat changes nothing.
 */
export async function setMode(ctx: Ctx, { connectionId, mode, typedWord }: SetModeInput): Promise<void> {
  requireAction(ctx, "connection.go-live");
  if (mode === "live") requireStepUp(ctx);
  await transact(ctx, async (tx) => {
    const before = await getConnection(tx, ctx, connectionId);
    if (before.environment === "sandbox")
      throw new AppError("PRECONDITION", "the sandbox has no mode", { reason: "sandbox-mode" });
    if (mode === "live" && typedWord.trim() !== before.label)
      throw invalid([{ code: "wrongWord", field: "typedWord" }]);
    if (before.mode === mode) return;
    await tx
      .update(connection)
      .set({ mode, updatedAt: ctx.clock.now() })
      .where(and(eq(connection.tenantId, ctx.tenantId), eq(connection.id, connectionId)));
    await recordAudit(tx, ctx, {
      action: "connection.go-live",
      subjectKind: "connection",
      subjectId: connectionId,
      before: { mode: before.mode },
      after: { mode },
    });
  });
}
