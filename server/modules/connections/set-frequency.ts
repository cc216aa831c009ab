import { and, eq } from "drizzle-orm";
import { type Flow, syncFlow } from "@/db/schema/connections";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import type { Id } from "@/server/platform/ids";
import { type Frequency, frequencyOf, nextDueAt } from "./frequency-rules";
import { getConnection } from "./get-connection";

/** Sets how often a flow is read, and when next. NOT_FOUND for a foreign or removed connection. */
export async function setFrequency(
  ctx: Ctx,
  input: { connectionId: Id<"connection">; flow: Flow; frequency: Frequency },
): Promise<{ nextDueAt: Date }> {
  requireAction(ctx, "connection.schedule");
  const { frequency } = input;
  const due = nextDueAt(frequency, ctx.clock.now());
  return transact(ctx, async (tx) => {
    const { id } = await getConnection(tx, ctx, input.connectionId);
    const own = and(
      eq(syncFlow.tenantId, ctx.tenantId),
      eq(syncFlow.connectionId, id),
      eq(syncFlow.flow, input.flow),
    );
    const [before] = await tx.select().from(syncFlow).where(own).for("update");
    await tx
      .update(syncFlow)
      .set({
        everyMinutes: frequency.kind === "every" ? frequency.minutes : null,
        dailyAt: frequency.kind === "daily" ? frequency.at : null,
        dailyZone: frequency.kind === "daily" ? frequency.zone : null,
        nextDueAt: due,
      })
      .where(own);
    await recordAudit(tx, ctx, {
      action: "connection.schedule",
      subjectKind: "connection",
      subjectId: id,
      before: before ? { flow: input.flow, ...frequencyOf(before) } : undefined,
      after: { flow: input.flow, ...frequency },
    });
    return { nextDueAt: due };
  });
}
