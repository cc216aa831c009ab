import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { type Facts, judgeRole, probeRole, requireHealthy } from "@/server/boot/probe";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("every role of a migrated database is what its part needs", async () => {
  const probes = await Promise.all([
    probeRole("DATABASE_OWNER_URL", "oakline_owner", database.ownerUrl),
    probeRole("DATABASE_URL", "oakline_app", database.appUrl),
    probeRole("DATABASE_AUTH_URL", "oakline_auth", database.authUrl),
    probeRole("DATABASE_SCHEDULER_URL", "oakline_scheduler", database.schedulerUrl),
    probeRole("DATABASE_BACKUP_URL", "oakline_backup", database.backupUrl),
  ]);
  expect(probes.filter((probe) => !probe.isHealthy)).toEqual([]);
});

const dangerous: [what: string, url: () => string, says: RegExp][] = [
  ["a superuser", () => database.superUrl, /superuser/],
  ["the owner", () => database.ownerUrl, /owns tables/],
  ["the backup's role", () => database.backupUrl, /BYPASSRLS/],
  ["a wrong password", () => database.appUrl.replace(":test@", ":wrong@"), /password/],
  ["a server that is not there", () => "postgres://a:b@127.0.0.1:9/oakline", /ECONNREFUSED/],
];

test.each(dangerous)("%s as the app's address stops the start and is named", async (_what, url, says) => {
  const probe = await probeRole("DATABASE_URL", "oakline_app", url());
  expect(probe).toMatchObject({ name: "DATABASE_URL", isHealthy: false, says: expect.stringMatching(says) });
  expect(() => requireHealthy([probe])).toThrow(/^DATABASE_URL: /);
});

const now = new Date("2026-03-01T12:00:00Z");
const plain: Facts = {
  isSuper: false,
  bypasses: false,
  ownsTables: false,
  ownsDatabase: false,
  version: 180_004,
  now,
};

test("a server older than 17 and a clock half a minute off are refused", () => {
  expect(judgeRole("oakline_app", plain, now.getTime())).toBeNull();
  expect(judgeRole("oakline_app", { ...plain, version: 160_009 }, now.getTime())).toMatch(
    /PostgreSQL 16.*at least 17/,
  );
  expect(judgeRole("oakline_app", plain, now.getTime() + 31_000)).toMatch(/31 s apart/);
  expect(judgeRole("oakline_backup", plain, now.getTime())).toMatch(/lacks BYPASSRLS/);
});
