import { sql } from "drizzle-orm";
import type { submission } from "@/db/schema/submissions";
import { submissionEvent } from "@/db/schema/submissions";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { readDatabaseMark } from "./database-mark";
import { isOpen } from "./rules";

/** Who moves documents when no person does. */
export const roadActor = { kind: "job", name: "advance-submission" } as const;

type Happened = Pick<typeof submission.$inferSelect, "id" | "connectionId" | "state" | "attempt">;

/** Writes what happened to a document in the transaction in which it did. */
export async function recordEvent(
  tx: Tx,
  ctx: Ctx,
  { id, connectionId, state, attempt }: Happened,
  facts: Record<string, unknown> = {},
): Promise<void> {
  // the caller's change of the document holds its row, so no other step comes between
  const step = sql`(select coalesce(max(${submissionEvent.step}), 0) + 1 from ${submissionEvent}
    where ${submissionEvent.tenantId} = ${ctx.tenantId} and ${submissionEvent.submissionId} = ${id})`;
  const mark = isOpen(state) ? { database: await readDatabaseMark(tx) } : {};
  await tx.insert(submissionEvent).values({
    tenantId: ctx.tenantId,
    submissionId: id,
    step,
    connectionId,
    at: ctx.clock.now(),
    state,
    attempt,
    actor: ctx.actor.name,
    facts: { ...facts, ...mark },
  });
}
