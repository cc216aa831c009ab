import type { Role } from "@/db/schema/tenants";
import { inTenant, isInTransaction, type Tx } from "@/db/tenant";
import type { Clock } from "@/server/platform/clock";
import { AppError, invariant } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Logger } from "@/server/platform/log";
import { type Action, isAllowed } from "./permissions";

/** Who acts: a person by membership, or a job for one tenant. */
export type Actor =
  | { kind: "member"; userId: Id<"user">; memberId: Id<"member">; role: Role; name: string; email: string }
  | { kind: "job"; name: string };

/** What every verb gets first. It stands for one tenant and one actor; nothing in it crosses to another. */
export type Ctx = {
  tenantId: Id<"tenant">;
  actor: Actor;
  clock: Clock;
  log: Logger;
  requestId: string;
};

/** @returns whether the actor may do this, by the role the database gave at the start of the request. */
export function can(ctx: Ctx, action: Action): boolean {
  return isAllowed(ctx.actor.kind === "job" ? "job" : ctx.actor.role, action);
}

/** First line of every verb: throws FORBIDDEN when the actor's role lacks the action. */
export function requireAction(ctx: Ctx, action: Action): void {
  if (!can(ctx, action)) throw new AppError("FORBIDDEN", `not allowed: ${action}`, { reason: action });
}

/** The context's tenant, entered; a verb's reads, its one write and its audit row share this transaction. */
export function transact<T>(ctx: Ctx, fn: (tx: Tx) => Promise<T>): Promise<T> {
  return inTenant(ctx.tenantId, fn);
}

/** States that no transaction is held across a call to the outside. */
export function requireNoTransaction(): void {
  invariant(!isInTransaction(), "a call to the outside inside a transaction");
}
