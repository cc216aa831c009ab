import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { openPool, type Statements, statementsOn } from "./open-pool";
import * as auth from "./schema/auth";

export type DatabaseUrls = { app: string; auth: string; scheduler: string };
type Options = { max?: number };

type Pools = {
  /** transactions of the app's role */
  appDb: AppDb;
  authDb: ReturnType<typeof openAuth>;
  /** single statements outside any transaction */
  app: Statements;
  authSql: Statements;
  scheduler: Statements;
  end(): Promise<void>;
};

// One set of pools a process: Next bundles routes and instrumentation apart, so a module variable would not do.
const slot = Symbol.for("oakline.database");
type Holder = { [slot]?: Pools };
const holder = globalThis as Holder;

const openApp = (pool: pg.Pool) => drizzle(pool);
export type AppDb = ReturnType<typeof openApp>;
const openAuth = (pool: pg.Pool) => drizzle(pool, { schema: auth });

/** Opens the pools of this process; a second call changes nothing. Connections open on first use. */
export function connectDatabase(urls: DatabaseUrls, options: Options = {}): void {
  if (holder[slot]) return;
  const appPool = openPool(urls.app, options.max ?? 10);
  const authPool = openPool(urls.auth, 4);
  // pools of their own: a statement that waits for a place of a transaction could wait for itself
  const [app, authSql, scheduler] = [
    openPool(urls.app, 4),
    openPool(urls.auth, 2),
    openPool(urls.scheduler, 2),
  ];
  holder[slot] = {
    appDb: openApp(appPool),
    authDb: openAuth(authPool),
    app: statementsOn(app),
    authSql: statementsOn(authSql),
    scheduler: statementsOn(scheduler),
    end: async () => {
      await Promise.all([appPool, authPool, app, authSql, scheduler].map((pool) => pool.end()));
    },
  };
}

/** Ends the pools; the process may connect again. */
export async function disconnectDatabase(): Promise<void> {
  const open = holder[slot];
  if (!open) return;
  delete holder[slot];
  await open.end();
}

/** For the doors in this folder alone. */
export function pools(): Pools {
  const open = holder[slot];
  if (!open) throw new Error("connectDatabase() was not called in this process");
  return open;
}
