import type { GrantRole } from "@/db/schema/agencies";
import type { Violation } from "@/server/platform/errors";

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** The instant at which a day of the calendar is over in a zone, summer time included. */
export function endOfDay(day: string, zone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`) + dayMs;
  // The offset holds at the instant that is sought; a second look settles a change of the clock in between.
  const near = midnight - offsetMs(zone, midnight);
  return new Date(midnight - offsetMs(zone, near));
}

/** How a grant stands now; one that was closed after its last day has ended by itself. */
export type GrantState = "live" | "ended" | "revoked";

export function stateOfGrant(grant: { endsAt: Date | null; revokedAt: Date | null }, now: Date): GrantState {
  const closedAt = grant.revokedAt ?? now;
  if (grant.endsAt && grant.endsAt <= closedAt) return "ended";
  return grant.revokedAt ? "revoked" : "live";
}

/**
 * What is wrong with the terms: a last day that is over, a list of connections with nothing in it, or an admin of some
 * connections, whose acts would reach all of them.
 */
export function checkTerms(
  terms: { role: GrantRole; endsAt: Date | null; connectionIds: readonly string[] | null },
  now: Date,
): Violation[] {
  const faults: Violation[] = [];
  if (terms.endsAt && terms.endsAt <= now) faults.push({ code: "dayIsOver", field: "endsOn" });
  if (terms.connectionIds?.length === 0) faults.push({ code: "noConnection", field: "connections" });
  if (terms.connectionIds && terms.role === "admin") faults.push({ code: "limitedAdmin", field: "role" });
  return faults;
}

/** Minutes are enough: no zone in use has an offset with seconds. */
function offsetMs(zone: string, atMs: number): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(atMs);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value);
  const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"));
  return local - Math.floor(atMs / minuteMs) * minuteMs;
}
