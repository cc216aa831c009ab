import type { Role } from "@/db/schema/tenants";
import type { Actor } from "./context";
import type { Action } from "./permissions";

/** A code or recovery code counts for dangerous acts so long. */
export const stepUpMs = 10 * 60_000;
/** wrong codes in a row that lock a factor, and how long a recovery code then waits */
export const maxFactorFailures = 10;
export const lockWaitMs = 15 * 60_000;

const strongRoles: readonly Role[] = ["owner", "admin"];
/** They change how Amazon's production is reached, by a person's own hand. */
const productionActions: readonly Action[] = [
  "connection.connect",
  "connection.remove",
  "connection.pause",
  "connection.schedule",
  "app.manage",
];

type Who = Pick<Actor, "kind"> & { role?: Role };

/** Who must have a second factor to enter at all, and who to do this one thing. */
export function needsFactor(actor: Who, action?: Action): boolean {
  if (actor.kind === "job") return false;
  if (actor.kind === "agency") return true;
  if (actor.role && strongRoles.includes(actor.role)) return true;
  return action !== undefined && productionActions.includes(action);
}

/** The factor of whoever acts, in this very browser. */
export type FactorState = {
  /** Amazon is the simulator and the person has no factor: nothing is at stake */
  isExempt: boolean;
  givenAt: Date | null;
};

/** Whether the factor was given lately enough for a dangerous act. A time to come is not lately. */
export function isFresh(factor: FactorState | undefined, now: Date): boolean {
  if (!factor) return false;
  if (factor.isExempt) return true;
  const age = factor.givenAt ? now.getTime() - factor.givenAt.getTime() : Number.NaN;
  return age >= 0 && age <= stepUpMs;
}
