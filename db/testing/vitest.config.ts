import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../..", import.meta.url));

export default defineConfig({
  root,
  resolve: {
    alias: [
      // `server-only` exists only inside Next.
      { find: /^server-only$/, replacement: `${root}node_modules/server-only/empty.js` },
      { find: /^@\//, replacement: root },
    ],
  },
  oxc: { jsx: { runtime: "automatic" } },
  test: {
    include: ["{app,components,server,db}/**/*.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", ".data/**", ".next/**"],
    globalSetup: ["server/boot/test-database.ts"],
    pool: "forks",
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
