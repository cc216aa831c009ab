import { and, desc, eq, sql } from "drizzle-orm";
import { submissionEvent } from "@/db/schema/submissions";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import type { Id } from "@/server/platform/ids";

/**
 * Which database this is: the cluster, its timeline and the database in it. A dump that was read in, a recovery to an
 * earlier point and a replica that took over each differ from where the row was written; a copy of the files does not.
 */
export async function readDatabaseMark(tx: Tx): Promise<string> {
  const { rows } = await tx.execute<{ mark: string }>(sql`
    select (select system_identifier from pg_control_system()) || '.' ||
      left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) || '.' ||
      (select oid from pg_database where datname = current_database()) as mark`);
  return rows[0]?.mark ?? "";
}

/** Whether the document's last step was written in another database than this one. */
export async function isFromElsewhere(tx: Tx, ctx: Ctx, id: Id<"submission">): Promise<boolean> {
  const [last] = await tx
    .select({ mark: sql<string | null>`${submissionEvent.facts} ->> 'database'` })
    .from(submissionEvent)
    .where(and(eq(submissionEvent.tenantId, ctx.tenantId), eq(submissionEvent.submissionId, id)))
    .orderBy(desc(submissionEvent.step))
    .limit(1);
  return typeof last?.mark === "string" && last.mark !== (await readDatabaseMark(tx));
}
