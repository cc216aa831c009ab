import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import postgres from "postgres";
import * as auth from "./schema/auth";

export type DatabaseUrls = { app: string; auth: string; scheduler: string };
type Options = { max?: number };

type Pools = {
  /** transactions of the app's role; see server/DECISIONS.md for why they have a driver of their own */
  appDb: AppDb;
  authDb: ReturnType<typeof openAuth>;
  /** single statements outside any transaction */
  app: postgres.Sql;
  authSql: postgres.Sql;
  scheduler: postgres.Sql;
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
  const app = openStatements(urls.app, 4);
  const authSql = openStatements(urls.auth, 2);
  const scheduler = openStatements(urls.scheduler, 2);
  holder[slot] = {
    appDb: openApp(appPool),
    authDb: openAuth(authPool),
    app,
    authSql,
    scheduler,
    end: async () => {
      await Promise.all([appPool.end(), authPool.end(), app.end(), authSql.end(), scheduler.end()]);
    },
  };
}

function openPool(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString, max, connectionTimeoutMillis: 10_000 });
  // A connection that ends while nobody asks it anything is no fault here: idle, the pool has dropped it; taken, every
  // further statement on it is refused and the pool drops it when it comes back.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

const openStatements = (url: string, max: number) =>
  postgres(url, { max, prepare: false, onnotice: () => {} });

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
