import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import postgres from "postgres";
import { migrate } from "../migrate";
import { type LoginRole, loginRoles, provision } from "../provision";

export type TestDatabase = {
  superUrl: string;
  ownerUrl: string;
  appUrl: string;
  authUrl: string;
  schedulerUrl: string;
  jobsUrl: string;
  backupUrl: string;
  drop(): Promise<void>;
};

const lockKey = 4_701_338;
const passwords = Object.fromEntries(loginRoles.map((role) => [role, "test"])) as Record<LoginRole, string>;

/**
 * A database of its own for one test file, cloned from a migrated template (about 0.15 s).
 * Needs TEST_DATABASE_URL: a superuser's URL of a running server; the test command starts one.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = process.env.TEST_DATABASE_URL;
  if (!serverUrl) throw new Error("TEST_DATABASE_URL is not set: run the tests through npm test");
  const name = `test_${process.pid}_${randomBytes(4).toString("hex")}`;
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${lockKey})`;
    const template = await prepareTemplate(sql, serverUrl);
    await sql.unsafe(`create database ${name} template ${template} owner oakline_owner`);
    await sql.unsafe(`revoke all on database ${name} from public`);
    await sql.unsafe(`grant connect on database ${name} to ${loginRoles.join(", ")}`);
  } finally {
    await sql.end();
  }
  const url = (role: string, params = "") => {
    const address = new URL(serverUrl);
    address.username = role;
    address.password = "test";
    address.pathname = `/${name}`;
    return `${address.href}${params}`;
  };
  const superUrl = new URL(serverUrl);
  superUrl.pathname = `/${name}`;
  return {
    superUrl: superUrl.href,
    ownerUrl: url("oakline_owner"),
    appUrl: url("oakline_app"),
    authUrl: url("oakline_auth"),
    schedulerUrl: url("oakline_scheduler"),
    jobsUrl: url("oakline_scheduler", "?options=-c%20role%3Doakline_jobs"),
    backupUrl: url("oakline_backup"),
    drop: async () => {
      const admin = postgres(serverUrl, { max: 1, onnotice: () => {} });
      await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
}

/** One template for each state of the migrations, made by whoever comes first. */
async function prepareTemplate(sql: postgres.Sql, serverUrl: string): Promise<string> {
  const name = `template_${await hashMigrations()}`;
  const found = await sql`select 1 from pg_database where datname = ${name}`;
  if (found.length > 0) return name;
  const making = `${name}_making`;
  await sql.unsafe(`drop database if exists ${making} with (force)`);
  await provision(serverUrl, passwords, making);
  const owner = new URL(serverUrl);
  owner.username = "oakline_owner";
  owner.password = "test";
  owner.pathname = `/${making}`;
  await migrate(owner.href);
  await sql.unsafe(`alter database ${making} rename to ${name}`);
  return name;
}

async function hashMigrations(): Promise<string> {
  const folder = path.resolve("drizzle");
  const hash = createHash("sha256");
  const files = (await readdir(folder)).filter((file) => file.endsWith(".sql")).sort();
  for (const file of files) hash.update(await readFile(path.join(folder, file)));
  return hash.digest("hex").slice(0, 16);
}
