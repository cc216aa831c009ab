import { sql } from "drizzle-orm";
import { inGrants, type Limit, type Tx } from "@/db/tenant";
import { listTenants, type TenantChoice } from "@/server/access/list-tenants";
import { isAllowed } from "@/server/access/permissions";
import type { Id } from "@/server/platform/ids";
import { healthOfTenant, type TenantFigures } from "./tenant-rules";

type Work = Pick<TenantFigures, "open" | "late" | "needsConsent" | "isFailing"> & {
  id: string;
  nextDueAt: string | null;
};
type Reading = Pick<TenantFigures, "connections" | "stale" | "silent" | "unread"> & {
  id: string;
  /** of the connection that is furthest behind */
  updatedAt: string | null;
  everyMinutes: number;
};

/**
 * All tenants that a person may enter, to be put in order by `tenantOrder`: what is open, what is due next, how fresh their orders are. Two
 * grouped reads for all of them together; where a grant names connections, only theirs are counted, and a sandbox never.
 */
export async function tenantsOverview(userId: Id<"user">, now: Date) {
  const choices = await listTenants(userId, now);
  const { work, readings } = await readFigures(choices, now);
  return choices.map((choice) => {
    const { nextDueAt, ...todo } = work.get(choice.id) ?? nothing;
    const { updatedAt, everyMinutes, ...reading } = readings.get(choice.id) ?? unread;
    const due = nextDueAt === null ? null : new Date(nextDueAt);
    const figures = { ...todo, ...reading, nextDueAt: due };
    const freshness = updatedAt === null ? null : { updatedAt: new Date(updatedAt), everyMinutes };
    return { ...choice, ...figures, freshness, health: healthOfTenant(figures, now) };
  });
}

const nothing = { open: 0, late: 0, needsConsent: false, isFailing: false, nextDueAt: null };
const unread = { connections: 0, stale: 0, silent: 0, unread: 0, updatedAt: null, everyMinutes: 15 };

async function readFigures(choices: readonly TenantChoice[], now: Date) {
  if (choices.length === 0) return { work: new Map<string, Work>(), readings: new Map<string, Reading>() };
  const ids = choices.map((choice) => choice.id);
  const limits = choices.flatMap<Limit>(({ id, connectionIds }) =>
    connectionIds ? [{ tenantId: id, connectionIds }] : [],
  );
  // A review of who may enter is the members' own affair, for those of them who may answer it.
  const reviewing = choices.filter((one) => one.via === null && isAllowed(one.role, "access.review"));
  return inGrants(
    ids,
    async (tx) => ({
      work: byId(await readWork(tx, { ids, reviewing: reviewing.map((one) => one.id), now })),
      readings: byId(await readReadings(tx, ids, now)),
    }),
    limits,
  );
}

const byId = <Row extends { id: string }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row]));
const uuids = (ids: readonly string[]) => sql`${`{${ids.join(",")}}`}::uuid[]`;

type Asked = { ids: readonly string[]; reviewing: readonly string[]; now: Date };

async function readWork(tx: Tx, { ids, reviewing, now }: Asked): Promise<Work[]> {
  const { rows } = await tx.execute<Work>(sql`
    select tenant_id as id, count(*)::int as open,
      count(*) filter (where due_at < ${now.toISOString()})::int as late,
      to_json(min(due_at)) #>> '{}' as "nextDueAt",
      bool_or(kind = 'reauthorise' and due_at <= ${now.toISOString()}) is true as "needsConsent",
      bool_or(kind = 'sync-failing') as "isFailing"
    from work_item
    where tenant_id = any (${uuids(ids)}) and state = 'open' and not is_sandbox
      and (kind <> 'access-review' or tenant_id = any (${uuids(reviewing)}))
    group by tenant_id`);
  return rows;
}

/** A run is missed when its whole interval has passed without an update: stale after two, silent after six. */
async function readReadings(tx: Tx, ids: readonly string[], now: Date): Promise<Reading[]> {
  const { rows } = await tx.execute<Reading>(sql`
    with flow as (
      select tenant_id, last_ok_at, coalesce(every_minutes, 1440) as every,
        extract(epoch from ${now.toISOString()}::timestamptz - last_ok_at) / 60
          / coalesce(every_minutes, 1440) as behind
      from sync_flow where tenant_id = any (${uuids(ids)}) and flow = 'orders' and enabled
        and not is_sandbox)
    select tenant_id as id, count(*)::int as connections,
      count(*) filter (where behind >= 3 and behind < 7)::int as stale,
      count(*) filter (where behind >= 7)::int as silent,
      count(*) filter (where last_ok_at is null)::int as unread,
      to_json((array_agg(last_ok_at order by behind desc nulls last))[1]) #>> '{}' as "updatedAt",
      (array_agg(every order by behind desc nulls last))[1] as "everyMinutes"
    from flow group by tenant_id`);
  return rows;
}
