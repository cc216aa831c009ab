import type { JobsSql } from "./connect-jobs";

/**
 * Deletes runs (with their steps) that ended and events that were routed more than `days` days ago.
 * An event id is remembered as long as its event: `days` is also the window of deduplication.
 */
export async function pruneJobs(sql: JobsSql, days: number): Promise<{ runs: number; events: number }> {
  const [gone] = await sql`
    with runs as (delete from jobs.run where ended_at < now() - ${days} * interval '1 day' returning id),
      events as (delete from jobs.event where routed_at is not null
        and received_at < now() - ${days} * interval '1 day' returning id)
    select (select count(*) from runs)::int as runs, (select count(*) from events)::int as events`;
  return { runs: gone?.runs, events: gone?.events };
}
