import type { Ctx } from "@/server/access/context";
import { acornFor, type ConnectionAcorn } from "@/server/modules/connections/acorn-for-connection";
import type { AcornSettings } from "@/server/modules/connections/acorn-settings";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";

/** The client of a document's account; null when the account has been removed, so that nobody can ask Amazon for it. */
export async function openAccount(
  ctx: Ctx,
  connectionId: Id<"connection">,
  settings: AcornSettings | undefined,
): Promise<ConnectionAcorn | null> {
  try {
    return await acornFor(ctx, connectionId, settings);
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") return null;
    throw error;
  }
}
