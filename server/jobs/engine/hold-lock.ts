import { setTimeout as wait } from "node:timers/promises";
import postgres from "postgres";

// Any constant: one engine per database.
const lockKey = 7_213_001;

export type EngineLock = { release(): Promise<void> };
type LockOptions = { url: string; leaseMs: number; signal: AbortSignal; onLost: (why: string) => void };

/**
 * Waits until this process is the only engine of the database. PostgreSQL frees the lock when the process
 * dies, or ends the session of one that has not spoken for `leaseMs`. `onLost` is called at most once.
 */
export async function holdLock(options: LockOptions): Promise<EngineLock | null> {
  let pid = 0;
  let done = false;
  let timer: NodeJS.Timeout | undefined;
  const lose = (why: string) => {
    if (done) return;
    done = true;
    clearInterval(timer);
    options.onLost(why);
  };
  const sql = postgres(options.url, {
    max: 1,
    // The session is the lock: it is never recycled.
    max_lifetime: null,
    onnotice: () => {},
    onclose: () => (pid > 0 ? lose("the lock session was closed") : undefined),
    connection: { application_name: "oakline-jobs-lock", idle_session_timeout: options.leaseMs },
  });
  const release = async () => {
    done = true;
    clearInterval(timer);
    await sql.end({ timeout: 1 });
  };
  const pause = Math.min(1000, options.leaseMs / 3);
  while (!options.signal.aborted) {
    const [row] = await sql`select pg_try_advisory_lock(${lockKey}) as held, pg_backend_pid() as pid`;
    if (row?.held === true) {
      pid = row.pid;
      const beat = async () => {
        const [now] = await sql`select pg_backend_pid() as pid`;
        if (now?.pid !== pid) lose("the lock session was replaced");
      };
      timer = setInterval(() => beat().catch((error: unknown) => lose(String(error))), options.leaseMs / 4);
      return { release };
    }
    await wait(pause, undefined, { signal: options.signal }).catch(() => undefined);
  }
  await release();
  return null;
}
