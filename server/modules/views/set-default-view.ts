import { and, eq, isNull, sql } from "drizzle-orm";
import { savedView } from "@/db/schema/saved-views";
import type { Role } from "@/db/schema/tenants";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Grid } from "./input";

/** Which shared view of a grid opens first for a role; null is the built-in one again. One view a role at most. */
export async function setDefaultView(
  ctx: Ctx,
  { id, grid, role }: { id: Id<"savedView"> | null; grid: Grid; role: Role },
): Promise<void> {
  requireAction(ctx, "view.share");
  const shared = and(
    eq(savedView.tenantId, ctx.tenantId),
    eq(savedView.grid, grid),
    isNull(savedView.userId),
  );
  await transact(ctx, async (tx) => {
    // in one order for all writers, so that two of them cannot wait for each other
    const views = await tx.select().from(savedView).where(shared).orderBy(savedView.id).for("update");
    const wanted = id && views.find((view) => view.id === id);
    if (id && !wanted) throw notFound("view");
    const before = views.find((view) => view.defaultFor.includes(role));
    if (before?.id === (id ?? undefined)) return;
    const without = sql`array_remove(${savedView.defaultFor}, ${role})`;
    const withRole = sql`array_append(${without}, ${role})`;
    await tx
      .update(savedView)
      .set({ defaultFor: sql`case when ${savedView.id} = ${id}::uuid then ${withRole} else ${without} end` })
      .where(shared);
    await recordAudit(tx, ctx, {
      action: "view.share",
      subjectKind: "savedView",
      subjectId: id ?? before?.id,
      before: { role, opens: before?.name ?? null },
      after: { role, opens: wanted ? wanted.name : null },
    });
  });
}
