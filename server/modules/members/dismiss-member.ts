import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { endMembership } from "./end-membership";
import type { Member } from "./read-standing";

/**
 * Takes somebody else's place away inside the caller's transaction, or throws and undoes all of it: PRECONDITION for
 * oneself and for the last owner, FORBIDDEN when another than an owner dismisses one, NOT_FOUND for a foreign member.
 */
export async function dismissMember(tx: Tx, ctx: Ctx, memberId: Id<"member">): Promise<Member> {
  const { actor } = ctx;
  if (actor.kind === "member" && actor.memberId === memberId)
    throw new AppError("PRECONDITION", "oneself", { reason: "oneself" });
  return endMembership(tx, ctx, { memberId, action: "member.removed" });
}
