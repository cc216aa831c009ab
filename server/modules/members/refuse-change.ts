import { AppError, type RefusedSubject } from "@/server/platform/errors";
import { judgeMemberChange, type MemberChange } from "./member-rules";

/**
 * Throws FORBIDDEN for what owners alone may do, PRECONDITION for what would leave the tenant without one. A FORBIDDEN is
 * put on record once, with its subject, by the door that the call came through (`routers/trpc.ts`).
 */
export function requireChange(change: MemberChange, subject?: RefusedSubject): void {
  const refusal = judgeMemberChange(change);
  if (refusal === "owners-only") {
    throw new AppError("FORBIDDEN", "only an owner makes and unmakes owners", { reason: refusal, subject });
  }
  if (refusal) throw new AppError("PRECONDITION", "the last owner stays", { reason: refusal });
}
