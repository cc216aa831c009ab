import { defineConfig } from "@playwright/test";

// Chromium as root in a container has no sandbox and no GPU; the rest keeps it from talking to anyone.
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** `npm test` starts the instance and names it: APP_URL, DATABASE_*, MAIL_PAGE_URL, SIMULATOR_URL. */
export default defineConfig({
  testDir: ".",
  testMatch: process.env.PICTURES_DIR ? "pictures.ts" : "**/*.test.ts",
  outputDir: "results",
  fullyParallel: false,
  workers: 1,
  // A test that passes only now and then is a failure.
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  // A busy machine is slow, not wrong.
  expect: { timeout: 20_000 },
  use: {
    baseURL: process.env.APP_URL,
    // A trace of every test would cost as much as the test.
    screenshot: "only-on-failure",
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: flags },
  },
});
