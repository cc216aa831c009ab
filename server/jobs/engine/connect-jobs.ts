import type { Db } from "pg-boss";
import postgres from "postgres";

export type JobsSql = postgres.Sql;
export type JobsTx = postgres.TransactionSql;

/**
 * A pool of the jobs role. A process that is stopped in the middle of a transaction loses it after
 * ten seconds, so that a successor never waits for the locks of a zombie.
 */
export function connectJobs(url: string, max: number): JobsSql {
  return postgres(url, {
    max,
    onnotice: () => {},
    connection: { application_name: "oakline-jobs", idle_in_transaction_session_timeout: 10_000 },
  });
}

/** Lets pg-boss write inside our transaction. */
export function bossDb(tx: JobsTx): Db {
  return {
    executeSql: async (text, values) => {
      // pg-boss builds the values; postgres.js serialises them by the types the server describes.
      const rows = await tx.unsafe(text, values as postgres.ParameterOrJSON<never>[] | undefined);
      return { rows: [...rows] };
    },
  };
}

/** The same address with the role of the engine's tables, for a login that may take it. */
export function asJobsRole(url: string): string {
  const address = new URL(url);
  if (!address.searchParams.has("options")) address.searchParams.set("options", "-c role=oakline_jobs");
  // A space is %20 here: libpq's rules know no plus sign.
  return address.href.replaceAll("+", "%20");
}
