import type { JobsSql } from "./connect-jobs";

/**
 * Deletes runs (with their steps) that ended and events that were routed more than `days` days ago.
 * An event id is remembered as long as its event: `days` is also the window of deduplication.
 */
export async function pruneJobs(sql: JobsSql, days: number): Promise<{ runs: number; events: number }> {
  const runs = await sql`delete from jobs.run where ended_at < now() - ${days} * interval '1 day'`;
  const events = await sql`delete from jobs.event where routed_at is not null
    and received_at < now() - ${days} * interval '1 day'`;
  return { runs: runs.count, events: events.count };
}
