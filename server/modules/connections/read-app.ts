import { and, eq } from "drizzle-orm";
import { acornApp } from "@/db/schema/connections";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { openFor } from "@/server/modules/tenants/tenant-key";
import { AppError, notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { AcornSettings } from "./acorn-settings";
import { clientSecretOf } from "./sealed-columns";

export type UsableApp = {
  applicationId: string;
  clientId: string;
  clientSecret: string;
  visibility: "private" | "public";
  isDraft: boolean;
};

/** The app a connection uses, with its secret: the tenant's own, or the platform's for null. PRECONDITION when disabled. */
export async function readApp(
  tx: Tx,
  ctx: Ctx,
  wanted: { appId: Id<"app"> | null; settings: AcornSettings },
): Promise<UsableApp> {
  if (wanted.appId === null) {
    return { ...wanted.settings.platformApp, visibility: "public", isDraft: false };
  }
  const [row] = await tx
    .select()
    .from(acornApp)
    .where(and(eq(acornApp.tenantId, ctx.tenantId), eq(acornApp.id, wanted.appId)));
  if (!row) throw notFound("app");
  if (row.state === "disabled") {
    throw new AppError("PRECONDITION", "the app is disabled", { reason: "app-disabled" });
  }
  return {
    applicationId: row.applicationId,
    clientId: row.clientId,
    clientSecret: await openFor(tx, ctx.tenantId, clientSecretOf(row.id), row.sealedClientSecret),
    visibility: row.visibility,
    isDraft: row.state === "draft",
  };
}
