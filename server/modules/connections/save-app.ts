import { and, eq, ne } from "drizzle-orm";
import { acornApp } from "@/db/schema/connections";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { sealFor } from "@/server/modules/tenants/tenant-key";
import { closeWorkItems } from "@/server/modules/work-items/close-work-items";
import { invalid, notFound, type Violation } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";
import type { SaveApp } from "./input";
import { clientSecretOf } from "./sealed-columns";

/**
 * Stores the tenant's developer app; a new secret starts the rotation clock anew. The secret is sealed and never given
 * back. INVALID names every fault at once: a new app without secret, a client id that another app has.
 */
export async function saveApp(
  ctx: Ctx,
  input: SaveApp & { appId?: Id<"app"> | undefined },
): Promise<{ appId: Id<"app"> }> {
  requireAction(ctx, "app.manage");
  return transact(ctx, async (tx) => {
    const mine = eq(acornApp.tenantId, ctx.tenantId);
    const [before] = input.appId
      ? await tx
          .select()
          .from(acornApp)
          .where(and(mine, eq(acornApp.id, input.appId)))
          .for("update")
      : [];
    if (input.appId && !before) throw notFound("app");
    const id = before?.id ?? newId("app");
    const taken = await tx
      .select({ id: acornApp.id })
      .from(acornApp)
      .where(and(mine, eq(acornApp.clientId, input.clientId), ne(acornApp.id, id)));
    const faults: Violation[] = [];
    if (taken.length > 0) faults.push({ code: "clientIdTaken", field: "clientId" });
    if (!before && input.clientSecret === undefined) faults.push({ code: "required", field: "clientSecret" });
    if (faults.length > 0) throw invalid(faults);
    const { clientSecret, appId: _, ...words } = input;
    const secret =
      clientSecret === undefined
        ? {}
        : {
            sealedClientSecret: await sealFor(tx, ctx.tenantId, clientSecretOf(id), clientSecret),
            secretSetAt: ctx.clock.now(),
          };
    if (before) {
      await tx
        .update(acornApp)
        .set({ ...words, ...secret })
        .where(and(mine, eq(acornApp.id, id)));
    } else {
      await tx.insert(acornApp).values({
        tenantId: ctx.tenantId,
        id,
        sealedClientSecret: "",
        secretSetAt: ctx.clock.now(),
        ...words,
        ...secret,
      });
    }
    if (clientSecret !== undefined)
      await closeWorkItems(tx, ctx, { kinds: ["rotate-secret"], subjectIds: [id] });
    const shown = (app: { name: string; clientId: string; visibility: string; state: string }) => ({
      name: app.name,
      clientId: app.clientId,
      visibility: app.visibility,
      state: app.state,
    });
    await recordAudit(tx, ctx, {
      action: "app.manage",
      subjectKind: "app",
      subjectId: id,
      before: before ? shown(before) : undefined,
      after: { ...shown(input), isSecretNew: clientSecret !== undefined },
    });
    return { appId: id };
  });
}
