import { asc, eq } from "drizzle-orm";
import { acornApp } from "@/db/schema/connections";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { secretEndsAt } from "./rules";

/** The tenant's developer apps with the end of their secrets; never a secret. */
export async function listApps(ctx: Ctx) {
  requireAction(ctx, "app.view");
  const rows = await transact(ctx, (tx) =>
    tx
      .select({
        id: acornApp.id,
        name: acornApp.name,
        applicationId: acornApp.applicationId,
        clientId: acornApp.clientId,
        visibility: acornApp.visibility,
        state: acornApp.state,
        secretSetAt: acornApp.secretSetAt,
      })
      .from(acornApp)
      .where(eq(acornApp.tenantId, ctx.tenantId))
      .orderBy(asc(acornApp.name), asc(acornApp.id)),
  );
  return rows.map((row) => ({ ...row, secretEndsAt: secretEndsAt(row.secretSetAt) }));
}
