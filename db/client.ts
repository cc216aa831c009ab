import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as auth from "./schema/auth";

export type DatabaseUrls = { app: string; auth: string; scheduler: string };
type Options = { max?: number };

type Pools = {
  app: postgres.Sql;
  appDb: AppDb;
  authDb: ReturnType<typeof openAuth>;
  authSql: postgres.Sql;
  scheduler: postgres.Sql;
};

// One set of pools a process: Next bundles routes and instrumentation apart, so a module variable would not do.
const slot = Symbol.for("oakline.database");
type Holder = { [slot]?: Pools };
const holder = globalThis as Holder;

const openApp = (sql: postgres.Sql) => drizzle(sql);
export type AppDb = ReturnType<typeof openApp>;
const openAuth = (sql: postgres.Sql) => drizzle(sql, { schema: auth });

/** Opens the pools of this process; a second call changes nothing. Connections open on first use. */
export function connectDatabase(urls: DatabaseUrls, options: Options = {}): void {
  if (holder[slot]) return;
  const open = (url: string, max: number) => postgres(url, { max, prepare: false, onnotice: () => {} });
  const app = open(urls.app, options.max ?? 10);
  const authSql = open(urls.auth, 4);
  holder[slot] = {
    app,
    appDb: openApp(app),
    authSql,
    authDb: openAuth(authSql),
    scheduler: open(urls.scheduler, 2),
  };
}

/** Ends the pools; the process may connect again. */
export async function disconnectDatabase(): Promise<void> {
  const open = holder[slot];
  if (!open) return;
  delete holder[slot];
  await Promise.all([open.app.end(), open.authSql.end(), open.scheduler.end()]);
}

/** For the doors in this folder alone. */
export function pools(): Pools {
  const open = holder[slot];
  if (!open) throw new Error("connectDatabase() was not called in this process");
  return open;
}
