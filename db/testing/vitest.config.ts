import path from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: path.resolve(import.meta.dirname, "../.."),
  resolve: {
    alias: {
      "@": path.resolve(import.meta.dirname, "../.."),
      "server-only": path.resolve(import.meta.dirname, "empty.ts"),
    },
  },
  test: {
    include: ["{app,components,server,db}/**/*.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", ".data/**", ".next/**"],
    // One throwaway PostgreSQL a run, unless TEST_DATABASE_URL names another server.
    globalSetup: ["server/boot/test-database.ts"],
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
  },
});
