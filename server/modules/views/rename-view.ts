import type { Ctx } from "@/server/access/context";
import type { Id } from "@/server/platform/ids";
import { changeView } from "./change-view";

/** Another name for the same state; a name that is taken is a fault of the input. */
export function renameView(ctx: Ctx, input: { id: Id<"savedView">; version: number; name: string }) {
  return changeView(ctx, input, { action: "view.save", change: { name: input.name } });
}
