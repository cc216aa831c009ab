import type { Id } from "@/server/platform/ids";
import { pools } from "./client";
import type { Flow } from "./schema/connections";

export type DueFlow = {
  tenantId: Id<"tenant">;
  connectionId: Id<"connection">;
  flow: Flow;
  isSweep: boolean;
  /** ISO instant it was due at: the cause that a second look has in common with the first */
  dueAt: string;
};

export type DueSubmission = { tenantId: Id<"tenant">; submissionId: Id<"submission">; dueAt: string };

/** Flows whose time has come, oldest first; the only view over all tenants that a job has. */
export async function listDueFlows(now: Date, limit: number): Promise<DueFlow[]> {
  return pools().scheduler<DueFlow[]>`
    select tenant_id as "tenantId", connection_id as "connectionId", flow, next_sweep_at <= ${now} as "isSweep",
      to_json(least(next_due_at, next_sweep_at)) #>> '{}' as "dueAt"
    from sync_flow where enabled and (next_due_at <= ${now} or next_sweep_at <= ${now})
      and tenant_id in (select id from tenant where deletion_due_at is null)
    order by next_due_at limit ${limit}`;
}

/** Queued mail whose next attempt is due. */
export async function listDueMail(
  now: Date,
  limit: number,
): Promise<{ tenantId: Id<"tenant">; mailId: Id<"mail"> }[]> {
  return pools().scheduler<{ tenantId: Id<"tenant">; mailId: Id<"mail"> }[]>`
    select tenant_id as "tenantId", id as "mailId" from mail
    where next_attempt_at <= ${now} order by next_attempt_at limit ${limit}`;
}

/** Documents at which the road must look now, the longest waiting first. */
export async function listDueSubmissions(now: Date, limit: number): Promise<DueSubmission[]> {
  return pools().scheduler<DueSubmission[]>`
    select tenant_id as "tenantId", id as "submissionId", to_json(next_at) #>> '{}' as "dueAt" from submission
    where next_at <= ${now} and tenant_id in (select id from tenant where deletion_due_at is null)
    order by next_at limit ${limit}`;
}

/** Every tenant that is neither suspended nor about to be deleted, for upkeep jobs that then enter one at a time. */
export async function listTenantIds(): Promise<Id<"tenant">[]> {
  const rows = await pools().scheduler<{ id: Id<"tenant"> }[]>`
    select id from tenant where deletion_due_at is null order by id`;
  return rows.map((row) => row.id);
}

/** Tenants that end within a day: their people are told once more. */
export async function listTenantsEnding(): Promise<Id<"tenant">[]> {
  const rows = await pools().scheduler<{ id: Id<"tenant"> }[]>`
    select id from tenant where deletion_due_at > now() and deletion_due_at <= now() + interval '1 day' order by id`;
  return rows.map((row) => row.id);
}

/** Tenants whose way back has ended. */
export async function listTenantsToShred(): Promise<Id<"tenant">[]> {
  const rows = await pools().scheduler<{ id: Id<"tenant"> }[]>`
    select id from tenant where deletion_due_at <= now() order by id`;
  return rows.map((row) => row.id);
}

/**
 * Deletes every row of a tenant whose day has come, its key included, all or nothing; called again, what a request that
 * was under way wrote meanwhile. @returns false when the day has not come.
 */
export async function shredTenant(tenantId: Id<"tenant">): Promise<boolean> {
  const [row] = await pools().scheduler<{ done: boolean }[]>`select shred_tenant(${tenantId}) as done`;
  return row?.done ?? false;
}

/** Makes the coming months of api_call and drops those past retention. */
export async function keepPartitions(): Promise<void> {
  await pools().scheduler`select keep_partitions()`;
}
