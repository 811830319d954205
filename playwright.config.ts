import { defineConfig } from "@playwright/test";

// `npm test` starts a portal and names it here; by hand: PORTAL_URL=http://localhost:3000 npx playwright test
const executablePath = process.env["CHROMIUM"];

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: true,
  // Three browsers keep two cores busy, together with the portal under test and its PostgreSQL.
  workers: 3,
  retries: 0,
  projects: [
    { name: "together", testIgnore: "alone/**" },
    // These count what the whole portal does, or kill it.
    { name: "alone", testMatch: "alone/**", dependencies: ["together"], workers: 1, fullyParallel: false },
  ],
  // A busy machine is no failure; a page that never comes still is one.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: [["list"]],
  use: {
    baseURL: process.env["PORTAL_URL"] ?? "http://localhost:3000",
    locale: "kk-KZ",
    timezoneId: "Asia/Almaty",
    viewport: { width: 1280, height: 900 },
    // Nobody looks: nothing is drawn twice, and nothing by a graphics card that is not there.
    contextOptions: { reducedMotion: "reduce" },
    // A trace of every test would cost a fifth of their time: with `--trace on` when one is looked into.
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-software-rasterizer",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
