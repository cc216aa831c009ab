import { and, eq } from "drizzle-orm";
import { invitation } from "@/db/schema/tenants";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { AppError, notFound } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { invitationState } from "./member-rules";

/**
 * An invitation that still stands, its time over or not, held until the transaction ends. NOT_FOUND for a foreign and an
 * unknown one, PRECONDITION for one that was accepted or revoked.
 */
export async function lockInvitation(tx: Tx, ctx: Ctx, id: Id<"invitation">) {
  const [row] = await tx
    .select()
    .from(invitation)
    .where(and(eq(invitation.tenantId, ctx.tenantId), eq(invitation.id, id)))
    .for("update");
  if (!row) throw notFound("invitation");
  const state = invitationState(row, ctx.clock.now());
  if (state === "used" || state === "revoked") {
    throw new AppError("PRECONDITION", `the invitation is ${state}`, { reason: `invitation-${state}` });
  }
  return row;
}
