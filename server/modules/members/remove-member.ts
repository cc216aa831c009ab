import { type Ctx, requireAction, transact } from "@/server/access/context";
import type { Id } from "@/server/platform/ids";
import { endMembership } from "./end-membership";

/**
 * Ends a member's place: their very next request finds no such tenant, with whatever session. FORBIDDEN when somebody else
 * than an owner removes one, PRECONDITION for the last owner, NOT_FOUND when they are gone already.
 */
export async function removeMember(ctx: Ctx, { memberId }: { memberId: Id<"member"> }): Promise<void> {
  requireAction(ctx, "member.manage");
  await transact(ctx, (tx) => endMembership(tx, ctx, { memberId, action: "member.removed" }));
}
