import { legalEntity } from "@/db/schema/tenants";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { type Id, newId } from "@/server/platform/ids";
import type { LegalEntityInput } from "./input";
import { factsOf, requireFreeName } from "./legal-entity-row";

/** Adds a company under which the tenant sells and bills. INVALID when the name is there already, so a replay is refused. */
export async function addLegalEntity(ctx: Ctx, input: LegalEntityInput): Promise<{ id: Id<"legalEntity"> }> {
  requireAction(ctx, "tenant.configure");
  const now = ctx.clock.now();
  const id = newId("legalEntity", now.getTime());
  await transact(ctx, async (tx) => {
    await requireFreeName(tx, ctx, { name: input.name, id });
    await tx.insert(legalEntity).values({ tenantId: ctx.tenantId, id, ...input, createdAt: now });
    await recordAudit(tx, ctx, {
      action: "tenant.configure",
      subjectKind: "legalEntity",
      subjectId: id,
      after: factsOf(input),
    });
  });
  return { id };
}
