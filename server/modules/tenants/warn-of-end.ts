import { eq } from "drizzle-orm";
import { tenant } from "@/db/schema/tenants";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { queueMail } from "@/server/emails/queue-mail";
import { endingOf } from "./ending-rules";
import { listTenantReaders } from "./list-tenant-readers";

const dayMs = 86_400_000;

/** Tells the owners and admins of the last day, each once; a workspace that was kept meanwhile tells nobody. */
export async function warnOfEnd(ctx: Ctx): Promise<void> {
  requireAction(ctx, "tenant.upkeep");
  await transact(ctx, async (tx) => {
    const [row] = await tx
      .select({ endsAt: tenant.deletionDueAt })
      .from(tenant)
      .where(eq(tenant.id, ctx.tenantId));
    const ending = endingOf(row?.endsAt ?? null, ctx.clock.now());
    if (ending.kind !== "ends" || ending.at.getTime() - ctx.clock.now().getTime() > dayMs) return;
    await queueMail(tx, ctx, {
      template: "tenant-ending-soon",
      cause: `tenant-ending-soon:${ending.at.getTime()}`,
      facts: { endsAt: ending.at.toISOString() },
      readers: await listTenantReaders(tx, ctx),
    });
  });
}
