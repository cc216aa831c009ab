import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import postgres from "postgres";

export type TestDatabase = {
  superUrl: string;
  ownerUrl: string;
  appUrl: string;
  authUrl: string;
  schedulerUrl: string;
  jobsUrl: string;
  drop(): Promise<void>;
};

const roles = ["owner", "app", "auth", "scheduler"] as const;

/** A database of its own on the server of TEST_DATABASE_URL (a superuser's), with roles and the jobs tables. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = process.env.TEST_DATABASE_URL;
  if (!serverUrl) throw new Error("TEST_DATABASE_URL is not set");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const server = postgres(serverUrl, { max: 1, onnotice: () => {} });
  // One test file at a time makes the roles, which belong to the whole server.
  await server.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(1)`;
    for (const role of [...roles, "jobs_login"]) {
      const known = await tx`select from pg_roles where rolname = ${`oakline_${role}`}`;
      if (known.length === 0) await tx.unsafe(`create role oakline_${role} login password 'test'`);
    }
    const known = await tx`select from pg_roles where rolname = 'oakline_jobs'`;
    if (known.length === 0) {
      await tx.unsafe(`create role oakline_jobs nologin;
        grant oakline_jobs to oakline_jobs_login;
        grant oakline_jobs to oakline_owner with inherit false, set true`);
    }
  });
  await server.unsafe(`create database ${name} owner oakline_owner`);
  const url = (user: string | null, options?: string) => {
    const made = new URL(serverUrl);
    made.pathname = `/${name}`;
    if (user) {
      made.username = `oakline_${user}`;
      made.password = "test";
    }
    return options ? `${made}?options=${encodeURIComponent(options)}` : `${made}`;
  };
  const owner = postgres(url("owner"), { max: 1, onnotice: () => {} });
  const parts = await readFile(new URL("../../drizzle/parts/jobs.sql", import.meta.url), "utf8");
  await owner.begin((tx) => tx.unsafe(parts).simple());
  await owner.end();
  return {
    superUrl: url(null),
    ownerUrl: url("owner"),
    appUrl: url("app"),
    authUrl: url("auth"),
    schedulerUrl: url("scheduler"),
    jobsUrl: url("jobs_login", "-c role=oakline_jobs"),
    drop: async () => {
      await server.unsafe(`drop database if exists ${name} with (force)`);
      await server.end();
    },
  };
}
