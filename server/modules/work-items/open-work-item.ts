import { sql } from "drizzle-orm";
import { type WorkKind, workItem } from "@/db/schema/work-items";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { type Id, newId } from "@/server/platform/ids";

export type WorkToOpen = {
  kind: WorkKind;
  subject: { kind: "order" | "connection" | "app" | "accessReview"; id: string };
  connectionId?: Id<"connection"> | undefined;
  dueAt?: Date | null | undefined;
  moneyAtRisk?: { amount: string; currency: string } | null | undefined;
  /** values for the sentence of this kind */
  facts?: Record<string, string | number> | undefined;
};

/** Opens one thing to do; while one of the same kind and subject is open, it is brought up to date instead. */
export async function openWorkItem(tx: Tx, ctx: Ctx, work: WorkToOpen): Promise<void> {
  const changing = {
    dueAt: work.dueAt ?? null,
    moneyAtRisk: work.moneyAtRisk?.amount ?? null,
    currency: work.moneyAtRisk?.currency ?? null,
    facts: work.facts ?? {},
  };
  await tx
    .insert(workItem)
    .values({
      tenantId: ctx.tenantId,
      id: newId("workItem"),
      kind: work.kind,
      subjectKind: work.subject.kind,
      subjectId: work.subject.id,
      connectionId: work.connectionId ?? null,
      state: "open",
      createdAt: ctx.clock.now(),
      ...changing,
    })
    .onConflictDoUpdate({
      target: [workItem.tenantId, workItem.kind, workItem.subjectId],
      targetWhere: sql`state = 'open'`,
      set: changing,
    });
}
