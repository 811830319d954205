import { defineConfig } from "@playwright/test";

// `npm test` starts a portal and names it here; by hand: PORTAL_URL=http://localhost:3000 npx playwright test
const executablePath = process.env["CHROMIUM"];

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: true,
  // Two browsers at most: the portal under test and its PostgreSQL share this machine.
  workers: 2,
  retries: 0,
  projects: [
    { name: "together", testIgnore: "alone/**" },
    // These count what the whole portal does, or kill it.
    { name: "alone", testMatch: "alone/**", dependencies: ["together"], workers: 1, fullyParallel: false },
  ],
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    baseURL: process.env["PORTAL_URL"] ?? "http://localhost:3000",
    locale: "kk-KZ",
    timezoneId: "Asia/Almaty",
    viewport: { width: 1280, height: 900 },
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
