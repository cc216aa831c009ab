import { eq } from "drizzle-orm";
import { tenant } from "@/db/schema/tenants";
import { type Ctx, can, requireAction, transact } from "@/server/access/context";
import { actions } from "@/server/access/permissions";
import { notFound } from "@/server/platform/errors";
import { publicId } from "@/server/platform/ids";

/**
 * The workspace that the reader stands in, for its frame and settings: name, colour, zone, the reader's role and what
 * they may do to it, and when it ends if it does.
 */
export async function getTenant(ctx: Ctx) {
  requireAction(ctx, "tenant.view");
  const [row] = await transact(ctx, (tx) =>
    tx
      .select({
        kind: tenant.kind,
        name: tenant.name,
        hue: tenant.hue,
        zone: tenant.zone,
        endsAt: tenant.deletionDueAt,
      })
      .from(tenant)
      .where(eq(tenant.id, ctx.tenantId)),
  );
  if (!row) throw notFound("tenant");
  const { actor } = ctx;
  const grant =
    actor.kind === "agency" ? { agency: actor.agencyName, isLimited: actor.connectionIds !== null } : null;
  const role = actor.kind === "job" ? null : actor.role;
  return {
    id: publicId("tenant", ctx.tenantId),
    ...row,
    role,
    grant,
    can: actions.filter((action) => can(ctx, action)),
  };
}
