import type { GrantRole } from "@/db/schema/agencies";
import type { Role } from "@/db/schema/tenants";
import { inTenant, isInTransaction, type Tx } from "@/db/tenant";
import type { Clock } from "@/server/platform/clock";
import { AppError, invariant } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Logger } from "@/server/platform/log";
import type { FactorState } from "./factor-rules";
import { type Action, isAllowed, isAllowedByGrant } from "./permissions";

type Person = { userId: Id<"user">; name: string; email: string };

/** Who acts: a person by membership, staff of an agency by a grant, or a job; each for one tenant. */
export type Actor =
  | (Person & { kind: "member"; memberId: Id<"member">; role: Role })
  | (Person & {
      kind: "agency";
      agencyId: Id<"tenant">;
      agencyName: string;
      grantId: Id<"grant">;
      role: GrantRole;
      /** null = all connections */
      connectionIds: readonly Id<"connection">[] | null;
    })
  | { kind: "job"; name: string };

/** Where a request came from, for the audit; a job has none. Address is what we saw, the rest what the browser said. */
export type Origin = { address: string | null; device: string | null; zone: string | null };

/** What every verb gets first. It stands for one tenant and one actor; nothing in it crosses to another. */
export type Ctx = {
  tenantId: Id<"tenant">;
  actor: Actor;
  clock: Clock;
  log: Logger;
  requestId: string;
  origin?: Origin;
  /** a job has none */
  factor?: FactorState;
};

/** @returns whether the actor may do this, by the role the database gave at the start of the request. */
export function can(ctx: Ctx, action: Action): boolean {
  const { actor } = ctx;
  if (actor.kind === "agency") return isAllowedByGrant(actor.role, action, actor.connectionIds !== null);
  return isAllowed(actor.kind === "job" ? "job" : actor.role, action);
}

/** First line of every verb: throws FORBIDDEN when the actor's role lacks the action. */
export function requireAction(ctx: Ctx, action: Action): void {
  if (!can(ctx, action)) throw new AppError("FORBIDDEN", `not allowed: ${action}`, { reason: action });
}

/** The context's tenant, entered; a verb's reads, its one write and its audit row share this transaction. */
export function transact<T>(ctx: Ctx, fn: (tx: Tx) => Promise<T>): Promise<T> {
  return inTenant(ctx.tenantId, fn, ctx.actor.kind === "agency" ? ctx.actor.connectionIds : null);
}

/** States that no transaction is held across a call to the outside. */
export function requireNoTransaction(): void {
  invariant(!isInTransaction(), "a call to the outside inside a transaction");
}
