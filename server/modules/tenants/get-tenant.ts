import { eq } from "drizzle-orm";
import { tenant } from "@/db/schema/tenants";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { notFound } from "@/server/platform/errors";
import { publicId } from "@/server/platform/ids";

/** The workspace that the reader stands in, for its frame: name, colour, zone, and the reader's role. */
export async function getTenant(ctx: Ctx) {
  requireAction(ctx, "tenant.view");
  const [row] = await transact(ctx, (tx) =>
    tx
      .select({ name: tenant.name, hue: tenant.hue, zone: tenant.zone })
      .from(tenant)
      .where(eq(tenant.id, ctx.tenantId)),
  );
  if (!row) throw notFound("tenant");
  const role = ctx.actor.kind === "job" ? null : ctx.actor.role;
  return { id: publicId("tenant", ctx.tenantId), ...row, role };
}
