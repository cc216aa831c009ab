import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { AppError } from "@/server/platform/errors";
import type { MemberRefusal } from "./member-rules";

type Subject = { subjectKind: "member" | "invitation"; subjectId: string };

/** Puts a reach for an owner's right on record; call it in the transaction, and throw `refusalOf` after it. */
export async function recordRefusal(
  tx: Tx,
  ctx: Ctx,
  refused: { refusal: MemberRefusal; subject?: Subject },
): Promise<void> {
  if (refused.refusal !== "owners-only") return;
  await recordAudit(tx, ctx, { action: "member.manage", outcome: "denied", ...refused.subject });
}

/** FORBIDDEN for what owners alone may do, PRECONDITION for what would leave the tenant without one. */
export function refusalOf(refusal: MemberRefusal): AppError {
  return refusal === "owners-only"
    ? new AppError("FORBIDDEN", "only an owner makes and unmakes owners", { reason: refusal })
    : new AppError("PRECONDITION", "the last owner stays", { reason: refusal });
}
