import type { Ctx } from "@/server/access/context";
import type { Id } from "@/server/platform/ids";
import { changeView } from "./change-view";

/** The view now means this state of its grid; CONFLICT when it was changed since the person loaded it. */
export function updateView(ctx: Ctx, input: { id: Id<"savedView">; version: number; query: string }) {
  return changeView(ctx, input, { action: "view.save", change: { query: input.query } });
}
