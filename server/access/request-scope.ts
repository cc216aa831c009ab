import { type Clock, systemClock } from "@/server/platform/clock";
import { AppError, notFound } from "@/server/platform/errors";
import { parsePublicId } from "@/server/platform/ids";
import type { Logger } from "@/server/platform/log";
import type { Ctx } from "./context";
import { findActor } from "./find-actor";
import { recordVisit } from "./record-visit";
import { findPersonBySession, type Person } from "./session";
import { webLog } from "./web-log";

/** What one request carries. Nothing in it outlives the request, and nothing the browser said in it is trusted. */
export type RequestScope = {
  requestId: string;
  /** the session cookie's value; null when there is none */
  sessionToken: string | null;
  clock: Clock;
  log: Logger;
  findPerson(): Promise<Person | null>;
  requirePerson(): Promise<Person>;
  requireCtx(tenantPublicId: string): Promise<Ctx>;
};

type Facts = { requestId: string; sessionToken: string | null; clock?: Clock; log?: Logger };

/** Opens a request's scope: session, role and membership are read from the database once in it, and in each one anew. */
export function openRequest({
  requestId,
  sessionToken,
  clock = systemClock,
  log = webLog(),
}: Facts): RequestScope {
  let person: Promise<Person | null> | undefined;
  const contexts = new Map<string, Promise<Ctx>>();
  const scope: RequestScope = {
    requestId,
    sessionToken,
    clock,
    log: log.child({ requestId }),
    findPerson: () => {
      person ??= sessionToken ? findPersonBySession(sessionToken, clock.now()) : Promise.resolve(null);
      return person;
    },
    requirePerson: async () => {
      const found = await scope.findPerson();
      if (!found) throw new AppError("UNAUTHENTICATED", "no live session");
      return found;
    },
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
  const person = await scope.requirePerson();
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
  };
  await recordVisit(ctx);
  return ctx;
}
