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

const lanes = [
  { name: "pages", testMatch: "access/pages.test.ts", workers: 1 },
  { name: "journeys", testIgnore: "access/**", workers: 1 },
  { name: "failed", testMatch: "access/failed.test.ts", dependencies: ["pages", "journeys"] },
];

/** `npm test` starts the instance and names it: APP_URL, DATABASE_*, MAIL_PAGE_URL, SIMULATOR_URL. */
export default defineConfig({
  testDir: ".",
  outputDir: "results",
  fullyParallel: false,
  // Two lanes, one file at a time each; what takes the product's rows away has it to itself.
  workers: 2,
  projects: process.env.PICTURES_DIR ? [{ name: "pictures", testMatch: "pictures.ts" }] : lanes,
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
