import { type Clock, systemClock } from "@/server/platform/clock";
import { isAmazonSimulated } from "@/server/platform/env";
import { AppError, notFound } from "@/server/platform/errors";
import { parsePublicId } from "@/server/platform/ids";
import type { Logger } from "@/server/platform/log";
import type { Ctx, Origin } from "./context";
import { needsFactor } from "./factor-rules";
import { findActor } from "./find-actor";
import type { Action } from "./permissions";
import { recordVisit } from "./record-visit";
import { findSession, isHalfSignedIn, type Person, type SignedIn } from "./session";
import { type Tell, tellFrom } from "./tell-person";
import { webLog } from "./web-log";

/** What one request carries. Nothing in it outlives the request, and nothing the browser said in it is trusted. */
export type RequestScope = {
  requestId: string;
  /** the session cookie's value; null when there is none */
  sessionToken: string | null;
  clock: Clock;
  log: Logger;
  origin: Origin;
  /** Amazon is the simulator: nobody must have a second factor */
  isSimulated: boolean;
  /** runs work after the answer has gone out */
  defer(work: () => Promise<void>): void;
  /** mails a person what happened to their sign-in, after the answer */
  tell: Tell;
  /** the live session, also one that still owes its second factor */
  findSession(): Promise<SignedIn | null>;
  /** the person who is wholly signed in */
  findPerson(): Promise<Person | null>;
  requireSession(): Promise<SignedIn>;
  requirePerson(): Promise<Person>;
  requireCtx(tenantPublicId: string): Promise<Ctx>;
};

type Facts = {
  requestId: string;
  sessionToken: string | null;
  clock?: Clock;
  log?: Logger;
  origin?: Origin;
  isSimulated?: boolean;
  defer?: RequestScope["defer"];
};

const nowhere: Origin = { address: null, device: null, zone: null };

/** Opens a request's scope: session, role and membership are read from the database once in it, and in each one anew. */
export function openRequest({ requestId, sessionToken, ...given }: Facts): RequestScope {
  const { clock = systemClock, origin = nowhere, isSimulated = readSimulated() } = given;
  const { log = webLog(), defer = (work) => void work() } = given;
  const ownLog = log.child({ requestId });
  let session: Promise<SignedIn | null> | undefined;
  const contexts = new Map<string, Promise<Ctx>>();
  const scope: RequestScope = {
    requestId,
    sessionToken,
    clock,
    log: ownLog,
    origin,
    isSimulated,
    defer,
    tell: tellFrom({ defer, log: ownLog, origin, now: () => clock.now() }),
    findSession: () => {
      session ??= sessionToken ? findSession(sessionToken, clock.now(), origin) : Promise.resolve(null);
      return session;
    },
    findPerson: async () => {
      const found = await scope.findSession();
      return found && !isHalfSignedIn(found) ? found.person : null;
    },
    requireSession: async () => {
      const found = await scope.findSession();
      if (!found) throw new AppError("UNAUTHENTICATED", "no live session");
      if (isHalfSignedIn(found)) {
        throw new AppError("UNAUTHENTICATED", "the second factor is owed", { reason: "second-factor" });
      }
      return found;
    },
    requirePerson: async () => (await scope.requireSession()).person,
    requireCtx: (tenantPublicId) => {
      const known = contexts.get(tenantPublicId);
      if (known) return known;
      const made = enterTenant(scope, tenantPublicId);
      contexts.set(tenantPublicId, made);
      return made;
    },
  };
  return scope;
}

async function enterTenant(scope: RequestScope, tenantPublicId: string): Promise<Ctx> {
  const { person, hasFactor, factorAt } = await scope.requireSession();
  const tenantId = parsePublicId("tenant", tenantPublicId);
  if (!tenantId) throw notFound("tenant");
  const actor = await findActor(person, tenantId, scope.clock.now());
  if (!actor) throw notFound("tenant");
  const ctx: Ctx = {
    tenantId,
    actor,
    clock: scope.clock,
    log: scope.log.child({ tenant: tenantPublicId, actor: person.id }),
    requestId: scope.requestId,
    origin: scope.origin,
    factor: { isExempt: scope.isSimulated && !hasFactor, givenAt: hasFactor ? factorAt : null },
  };
  requireFactor(ctx);
  await recordVisit(ctx);
  return ctx;
}

/**
 * PRECONDITION with reason "factor-required" for a person without a second factor whose place in the tenant, or whose
 * action there, asks for one; pages lead to setting it up.
 */
export function requireFactor({ actor, factor }: Ctx, action?: Action): void {
  if (factor?.isExempt || factor?.givenAt || !needsFactor(actor, action)) return;
  throw new AppError("PRECONDITION", "a second factor is required", { reason: "factor-required" });
}

let simulated: boolean | undefined;

/** Read at the first request: a build has no configuration. */
function readSimulated(): boolean {
  simulated ??= isAmazonSimulated();
  return simulated;
}
