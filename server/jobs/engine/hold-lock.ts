import { setTimeout as wait } from "node:timers/promises";
import { openSession } from "./connect-jobs";

// Any constant: one engine per database.
const lockKey = 7_213_001;

export type EngineLock = { release(): Promise<void> };
type LockOptions = { url: string; leaseMs: number; signal: AbortSignal; onLost: (why: string) => void };

/**
 * Waits until this process is the only engine of the database. PostgreSQL frees the lock when the process
 * dies, or ends the session of one that has not spoken for `leaseMs`. `onLost` is called at most once.
 */
export async function holdLock(options: LockOptions): Promise<EngineLock | null> {
  const { url, leaseMs, signal } = options;
  let isHeld = false;
  let done = false;
  let timer: NodeJS.Timeout | undefined;
  const lose = (why: string) => {
    if (done) return;
    done = true;
    clearInterval(timer);
    options.onLost(why);
  };
  const session = await openSession(url, {
    name: "oakline-jobs-lock",
    idleMs: leaseMs,
    onEnd: () => (isHeld ? lose("the lock session was closed") : undefined),
  });
  const release = async () => {
    done = true;
    clearInterval(timer);
    await session.end();
  };
  const pause = Math.min(1000, leaseMs / 3);
  while (!signal.aborted) {
    const [row] = await session.sql`select pg_try_advisory_lock(${lockKey}) as held`;
    if (row?.held === true) {
      isHeld = true;
      const beat = () => session.sql`select`.catch((error: unknown) => lose(String(error)));
      timer = setInterval(beat, leaseMs / 4);
      return { release };
    }
    await wait(pause, undefined, { signal }).catch(() => undefined);
  }
  await release();
  return null;
}
