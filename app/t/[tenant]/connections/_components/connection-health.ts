import { freshness, type Staleness } from "@/components/i18n/format-freshness";
import type { ConnectionRow, FlowRow } from "./connection-types";

export type Health =
  | "unauthorised"
  | "paused"
  | "silent"
  | "stale"
  | "history"
  | "syncing"
  | "waiting"
  | "consentEnds"
  | "healthy";

const dayMs = 86_400_000;
/** a consent that ends within so many days is work, as it is on the home page */
const consentNoticeDays = 30;

/** minutes between two readings; a daily flow is read once in 1440 */
export function intervalOf(flow: Pick<FlowRow, "frequency">): number {
  return flow.frequency.kind === "every" ? flow.frequency.minutes : 1440;
}

/** Orders first: what a person looks for. */
export const flowOrder: readonly FlowRow["flow"][] = ["orders", "order-status"];

export function ordersOf(row: Pick<ConnectionRow, "flows">): FlowRow | undefined {
  return row.flows.find((flow) => flow.flow === "orders");
}

/** A flow that was never read is "stale" only once it failed. */
export function stalenessOf(flow: FlowRow, now: Date): Staleness {
  return freshness(flow.lastOkAt, intervalOf(flow), now).staleness;
}

export function endsSoon(row: Pick<ConnectionRow, "expiresAt">, now: Date): boolean {
  return row.expiresAt !== null && row.expiresAt.getTime() - now.getTime() <= consentNoticeDays * dayMs;
}

export function isReadingHistory(flow: FlowRow): boolean {
  return flow.backfillFrom !== null && flow.backfillDoneAt === null;
}

/** The worst that is known of a connection: what stops it, then what is late, then what is under way. */
export function healthOf(row: ConnectionRow, now: Date): Health {
  if (row.state === "reauthorise" || (row.expiresAt !== null && row.expiresAt <= now)) return "unauthorised";
  if (row.state === "paused") return "paused";
  const flows = row.flows.filter((flow) => flow.enabled);
  const states = flows.map((flow) => stalenessOf(flow, now));
  if (states.includes("silent")) return "silent";
  if (states.includes("stale")) return "stale";
  if (flows.some((flow) => flow.lastOkAt === null && flow.failures > 0)) return "stale";
  if (endsSoon(row, now)) return "consentEnds";
  if (flows.some(isReadingHistory)) return "history";
  if (flows.some((flow) => flow.run?.state === "running")) return "syncing";
  return flows.some((flow) => flow.lastOkAt === null) ? "waiting" : "healthy";
}

const order: readonly Health[] = ["unauthorised", "silent", "stale", "consentEnds", "paused", "history"];

/** The connection that a person should look at first; the first one when nothing is wrong. */
export function worstOf(rows: readonly ConnectionRow[], now: Date): ConnectionRow | undefined {
  for (const health of order) {
    const found = rows.find((row) => healthOf(row, now) === health);
    if (found) return found;
  }
  return rows[0];
}

/** Any run that may still change what the list shows. */
export function isAnyLive(rows: readonly ConnectionRow[] | undefined): boolean {
  return rows?.some((row) => row.flows.some((flow) => flow.run !== null || isReadingHistory(flow))) ?? false;
}
