import type { JobsSql } from "./connect-jobs";
import type { Ingest } from "./embedded-server";

/** Hands events to the engine over SQL, as any role that may execute jobs.ingest; works while no engine runs. */
export function ingestEvents(sql: JobsSql): Ingest {
  return async (events) => {
    await sql`select jobs.ingest(${JSON.stringify(events)}::text::jsonb)`;
  };
}
