import { and, eq, inArray } from "drizzle-orm";
import { type WorkKind, workItem } from "@/db/schema/work-items";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import type { Id } from "@/server/platform/ids";

/** What is done: of these kinds and subjects, or all that belongs to a connection. */
export type Done =
  | { kinds: readonly WorkKind[]; subjectIds: readonly string[] }
  | { connectionId: Id<"connection"> };

/** Closes what is open, in the transaction that saw it done; none open is no fault. @returns how many were closed */
export async function closeWorkItems(tx: Tx, ctx: Ctx, done: Done): Promise<number> {
  const closed = await tx
    .update(workItem)
    .set({ state: "done", closedAt: ctx.clock.now() })
    .where(
      and(
        eq(workItem.tenantId, ctx.tenantId),
        eq(workItem.state, "open"),
        ...("connectionId" in done
          ? [eq(workItem.connectionId, done.connectionId)]
          : [inArray(workItem.kind, [...done.kinds]), inArray(workItem.subjectId, [...done.subjectIds])]),
      ),
    )
    .returning({ id: workItem.id });
  return closed.length;
}
