import { AppError } from "@/server/platform/errors";
import type { Ctx } from "./context";
import { isFresh } from "./factor-rules";

/**
 * Second line of a dangerous verb: the second factor was given in this browser within 10 minutes, else PRECONDITION with
 * reason "step-up". The screen then asks for a code and repeats the act (components/security/step-up.tsx).
 */
export function requireStepUp(ctx: Ctx): void {
  if (ctx.actor.kind === "job" || isFresh(ctx.factor, ctx.clock.now())) return;
  throw new AppError("PRECONDITION", "a fresh second factor is needed", { reason: "step-up" });
}
