import pg from "pg";
import type { Db } from "pg-boss";
import { openPool, type Statements, statementsOn } from "@/db/open-pool";

/** A running transaction. */
export type JobsTx = Statements;
/** A pool of the jobs role; each statement outside `begin` stands alone. */
export type JobsSql = Statements & {
  /** One transaction on one connection. When that is lost nothing of it runs again, and nothing else is hurt. */
  begin<T>(work: (tx: JobsTx) => Promise<T>): Promise<T>;
  end(): Promise<void>;
};

/**
 * A process that is stopped in the middle of a transaction loses it after ten seconds, so that a successor never waits
 * for the locks of a zombie.
 */
const settings = (name: string) => ({
  application_name: name,
  idle_in_transaction_session_timeout: 10_000,
  keepAlive: true,
});

export function connectJobs(url: string, max: number): JobsSql {
  const pool = openPool(url, max, settings("oakline-jobs"));
  let ended: Promise<void> | null = null;
  const end = () => {
    ended ??= pool.end();
    return ended;
  };
  const begin: JobsSql["begin"] = async (work) => {
    const client = await pool.connect();
    let isBroken = true;
    try {
      await client.query("begin");
      const result = await work(statementsOn(client, true));
      await client.query("commit");
      isBroken = false;
      return result;
    } catch (error) {
      // what went wrong first matters; a connection that cannot even roll back is given up
      isBroken = await client.query("rollback").then(
        () => false,
        () => true,
      );
      throw error;
    } finally {
      client.release(isBroken);
    }
  };
  return Object.assign(statementsOn(pool, true), { begin, end });
}

export type Session = { sql: Statements; client: pg.Client; end(): Promise<void> };

/** One connection of its own: a lock, or an ear. `onEnd` is called once when it is over, whoever ended it. */
export async function openSession(
  url: string,
  given: { name: string; idleMs?: number; onEnd: () => void },
): Promise<Session> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    ...settings(given.name),
  });
  client.on("error", () => undefined).once("end", given.onEnd);
  await client.connect();
  if (given.idleMs !== undefined)
    await client.query("select set_config('idle_session_timeout', $1, false)", [String(given.idleMs)]);
  return { client, sql: statementsOn(client, true), end: () => client.end() };
}

/** Lets pg-boss write inside our transaction. */
export function bossDb(tx: JobsTx): Db {
  return { executeSql: (text, values) => tx.run(text, values) };
}

/** The same address with the role of the engine's tables, for a login that may take it. */
export function asJobsRole(url: string): string {
  const address = new URL(url);
  if (!address.searchParams.has("options")) address.searchParams.set("options", "-c role=oakline_jobs");
  // A space is %20 here: libpq's rules know no plus sign.
  return address.href.replaceAll("+", "%20");
}
