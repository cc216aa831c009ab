import { type Ctx, requireAction, transact } from "@/server/access/context";
import { endAllSessions } from "@/server/access/end-all-sessions";
import { dismissMember } from "@/server/modules/members/dismiss-member";
import type { Id } from "@/server/platform/ids";

/**
 * A leaver is out everywhere in one act: without the place in the agency every grant to it is closed to them, and they
 * are signed out of every browser. Should the second half fail, the first stands and calling it again is NOT_FOUND.
 */
export async function removeEverywhere(
  ctx: Ctx,
  input: { memberId: Id<"member"> },
): Promise<{ sessions: number }> {
  requireAction(ctx, "member.manage");
  const leaving = await transact(ctx, (tx) => dismissMember(tx, ctx, input.memberId));
  return { sessions: await endAllSessions(leaving.userId) };
}
