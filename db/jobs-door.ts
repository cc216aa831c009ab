import { pools } from "./client";

export type JobEvent = { id: string; name: string; data: Record<string, unknown>; ts?: number };

/** Hands events to the embedded engine; one whose id is known changes nothing. Works while no engine runs. */
export async function ingestJobEvents(events: readonly JobEvent[]): Promise<void> {
  await pools().app`select jobs.ingest(${JSON.stringify(events)}::text::jsonb)`;
}

export type JobsHealth = { at: Date | null; queued: number; running: number; failed: number };

/** The engine's last beat (every 5 s while it runs) and its counts; `failed` covers the last 24 hours. */
export async function readJobsHealth(): Promise<JobsHealth> {
  const [row] = await pools().app<JobsHealth[]>`select at, queued, running, failed from jobs.health()`;
  return row ?? { at: null, queued: 0, running: 0, failed: 0 };
}
