import type { Role } from "@/db/schema/tenants";
import type { Ctx } from "@/server/access/context";
import { type Clock, systemClock } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import { createLogger } from "@/server/platform/log";

const silent = createLogger("test", "silent");

/** A clock that stands until it is told to move; sleeping moves it. */
export function standingClock(
  start: string | Date,
): Clock & { set(at: string | Date): void; pass(ms: number): void } {
  let now = new Date(start).getTime();
  const begin = now;
  return {
    now: () => new Date(now),
    monotonicMs: () => now - begin,
    sleep: async (ms) => {
      now += ms;
    },
    set: (at) => {
      now = new Date(at).getTime();
    },
    pass: (ms) => {
      now += ms;
    },
  };
}

/** A job acting for one tenant. */
export function jobContext(tenantId: Id<"tenant">, clock: Clock = systemClock): Ctx {
  return { tenantId, actor: { kind: "job", name: "test" }, clock, log: silent, requestId: "test" };
}

/** A member of the tenant in a role, on the simulator, where nobody must give a second factor. */
export function memberContext(tenantId: Id<"tenant">, role: Role, clock: Clock = systemClock): Ctx {
  const actor = {
    kind: "member",
    userId: newId("user"),
    memberId: newId("member"),
    role,
    name: `A ${role}`,
    email: `${role}@example.test`,
  } as const;
  const factor = { isExempt: true, givenAt: null };
  return { tenantId, actor, clock, log: silent, requestId: "test", factor };
}
