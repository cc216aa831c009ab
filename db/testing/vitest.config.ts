import { availableParallelism } from "node:os";
import path from "node:path";
import { defineConfig } from "vitest/config";

const root = path.resolve(import.meta.dirname, "../..");
const every = ["{app,components,server,db}/**/*.test.{ts,tsx}"];
/** Tests that touch nothing outside: no database, no process, no state of a module. */
const pure = ["{app,components,server/platform}/**/*.test.{ts,tsx}", "server/**/*rules.test.ts"];
/** Tests that promise a pace of calls by the clock on the wall: alone, when all others are done. */
const paced = ["server/acorn/faults-pace.test.ts", "server/modules/connections/pg-limiter.test.ts"];
const neverOurs = ["**/node_modules/**", ".data/**", ".next/**"];

/** One throwaway PostgreSQL a run, unless TEST_DATABASE_URL names another server. */
const globalSetup = ["server/boot/test-database.ts"];

const shared = {
  root,
  resolve: {
    alias: { "@": root, "server-only": path.resolve(import.meta.dirname, "empty.ts") },
  },
};
const inProject = {
  // next-auth asks for "next/server" without an ending, which only a bundler finds
  server: { deps: { inline: ["next-auth"] } },
  env: {
    LOG_LEVEL: "silent",
    APP_URL: "http://localhost:3000",
    AUTH_SECRET: "only-for-tests-only-for-tests-only-for-tests",
    ENCRYPTION_KEYS: "test:b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtb24=",
  },
  testTimeout: 20_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  root,
  test: {
    // Tests wait for the database as much as they work: Vitest's own choice, one core fewer than there are, idles.
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      {
        ...shared,
        // Together in few processes: a module is loaded once and not once for each file.
        test: { ...inProject, name: "pure", include: pure, exclude: neverOurs, isolate: false },
      },
      {
        ...shared,
        test: {
          ...inProject,
          name: "whole",
          include: every,
          exclude: [...neverOurs, ...pure, ...paced],
          globalSetup,
        },
      },
      {
        ...shared,
        test: {
          ...inProject,
          name: "paced",
          include: paced,
          globalSetup,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
