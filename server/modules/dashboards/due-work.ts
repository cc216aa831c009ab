import { and, eq, ne, sql } from "drizzle-orm";
import { connection } from "@/db/schema/connections";
import { workItem } from "@/db/schema/work-items";
import { type Ctx, can, requireAction, transact } from "@/server/access/context";

const rowsShown = 50;

/**
 * What a person must do now, the most urgent first. POs of one account and kind stand in one row with the earliest
 * clock, because they are one piece of work; money at risk stays apart by currency.
 */
export async function dueWork(ctx: Ctx, input: { by: "due" | "money" }) {
  requireAction(ctx, "work.view");
  const now = ctx.clock.now();
  return transact(ctx, async (tx) => {
    const open = and(
      eq(workItem.tenantId, ctx.tenantId),
      eq(workItem.state, "open"),
      // nobody is shown a page that is closed to them
      can(ctx, "access.review") ? undefined : ne(workItem.kind, "access-review"),
    );
    const production = sql`(${connection.id} is null or ${connection.environment} = 'production')`;
    const group = sql`case when ${workItem.subjectKind} = 'order' then ${workItem.connectionId} else ${workItem.subjectId} end`;
    const soonest = sql<Date | null>`min(${workItem.dueAt})`.mapWith(workItem.dueAt);
    const money = sql<string | null>`sum(${workItem.moneyAtRisk})`;
    const rows = await tx
      .select({
        kind: workItem.kind,
        subjectKind: workItem.subjectKind,
        subjectId: sql<string>`(array_agg(${workItem.subjectId} order by ${workItem.dueAt}))[1]`,
        count: sql<number>`count(*)::int`,
        lateCount: sql<number>`count(*) filter (where ${workItem.dueAt} < ${now.toISOString()})::int`,
        dueAt: soonest,
        currency: sql<
          string | null
        >`case when count(distinct ${workItem.currency}) = 1 then min(${workItem.currency}) end`,
        moneyAtRisk: sql<string | null>`case when count(distinct ${workItem.currency}) = 1 then ${money} end`,
        facts: sql<
          Record<string, string | number>
        >`(array_agg(${workItem.facts} order by ${workItem.dueAt}))[1]`,
        connectionId: connection.id,
        connectionLabel: connection.label,
        country: connection.country,
      })
      .from(workItem)
      .leftJoin(
        connection,
        and(eq(connection.tenantId, workItem.tenantId), eq(connection.id, workItem.connectionId)),
      )
      .where(and(open, production))
      .groupBy(
        workItem.kind,
        workItem.subjectKind,
        group,
        connection.id,
        connection.label,
        connection.country,
      )
      .orderBy(
        input.by === "money"
          ? sql`${money} desc nulls last, min(${workItem.dueAt}) nulls last`
          : sql`min(${workItem.dueAt}) nulls last`,
      )
      .limit(rowsShown);
    const atRisk = await tx
      .select({ currency: workItem.currency, value: sql<string>`sum(${workItem.moneyAtRisk})` })
      .from(workItem)
      .leftJoin(
        connection,
        and(eq(connection.tenantId, workItem.tenantId), eq(connection.id, workItem.connectionId)),
      )
      .where(
        and(
          open,
          production,
          sql`${workItem.currency} is not null`,
          sql`${workItem.dueAt} < ${new Date(now.getTime() + 86_400_000).toISOString()}`,
        ),
      )
      .groupBy(workItem.currency)
      .orderBy(workItem.currency);
    const [total] = await tx
      .select({ count: sql<number>`count(*)::int` })
      .from(workItem)
      .leftJoin(
        connection,
        and(eq(connection.tenantId, workItem.tenantId), eq(connection.id, workItem.connectionId)),
      )
      .where(and(open, production));
    return { rows, atRisk, total: total?.count ?? 0, asOf: now };
  });
}
