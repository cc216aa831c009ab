import type { Ctx } from "@/server/access/context";
import type { Id } from "@/server/platform/ids";
import { changeView } from "./change-view";
import { ownerOf } from "./find-view";

/** Opens an own view to the whole tenant, or takes a shared one back as one's own; then it is nobody's default any more. */
export function shareView(ctx: Ctx, input: { id: Id<"savedView">; version: number; isShared: boolean }) {
  const change = input.isShared ? { userId: null } : { userId: ownerOf(ctx), defaultFor: [] };
  return changeView(ctx, input, { action: "view.share", change });
}
