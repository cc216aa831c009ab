import { and, eq, inArray } from "drizzle-orm";
import { type WorkKind, workItem } from "@/db/schema/work-items";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";

/** Closes what is open of these kinds for the subjects, in the transaction that saw it done; none open is no fault. */
export async function closeWorkItems(
  tx: Tx,
  ctx: Ctx,
  done: { kinds: readonly WorkKind[]; subjectIds: readonly string[] },
): Promise<number> {
  if (done.kinds.length === 0 || done.subjectIds.length === 0) return 0;
  const closed = await tx
    .update(workItem)
    .set({ state: "done", closedAt: ctx.clock.now() })
    .where(
      and(
        eq(workItem.tenantId, ctx.tenantId),
        eq(workItem.state, "open"),
        inArray(workItem.kind, [...done.kinds]),
        inArray(workItem.subjectId, [...done.subjectIds]),
      ),
    )
    .returning({ id: workItem.id });
  return closed.length;
}
