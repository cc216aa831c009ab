import { and, eq } from "drizzle-orm";
import { legalEntity } from "@/db/schema/tenants";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import type { Id } from "@/server/platform/ids";
import type { LegalEntityInput } from "./input";
import { factsOf, getLegalEntity, requireFreeName } from "./legal-entity-row";

/** Writes down what a company is called and where it is; the last writer wins, and the audit keeps what was before. */
export async function changeLegalEntity(
  ctx: Ctx,
  { id, ...input }: LegalEntityInput & { id: Id<"legalEntity"> },
): Promise<void> {
  requireAction(ctx, "tenant.configure");
  await transact(ctx, async (tx) => {
    const before = await getLegalEntity(tx, ctx, id);
    if (before.archivedAt === null) await requireFreeName(tx, ctx, { name: input.name, id });
    await tx
      .update(legalEntity)
      .set(input)
      .where(and(eq(legalEntity.tenantId, ctx.tenantId), eq(legalEntity.id, id)));
    await recordAudit(tx, ctx, {
      action: "tenant.configure",
      subjectKind: "legalEntity",
      subjectId: id,
      before: factsOf(before),
      after: factsOf(input),
    });
  });
}
