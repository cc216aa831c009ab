import type { GrantRole } from "@/db/schema/agencies";
import type { Violation } from "@/server/platform/errors";

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
