import path from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const alias = {
  "@": path.resolve(import.meta.dirname),
  // The guard for client bundles has no meaning in a test runner.
  "server-only": path.resolve(import.meta.dirname, "node_modules/server-only/empty.js"),
};

/** The portal's settings in tests, whatever the shell holds. */
const env = {
  AUTH_SECRET: "a secret for tests, long enough for every use of it",
  IIN_HMAC_KEY: "a key for tests",
  PAYMENTS_CALLBACK_KEY: "a callback key for tests",
  LOG_LEVEL: "silent",
  MOCKS: "on",
  PORTAL_ENV: "test",
  QA_TOKEN: "qa",
  TZ: "UTC",
};

/** Begins with the file that takes longest: at the end, one worker would be left alone with it. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLongest = ({ moduleId }: TestSpecification) => moduleId.endsWith("/every-example.db.test.ts");
    return (await super.sort(files)).sort((one, other) => Number(isLongest(other)) - Number(isLongest(one)));
  }
}

const needsDatabase = ["**/*.db.test.ts", "**/*.contract.test.ts"];

export default defineConfig({
  test: {
    // Tests wait for PostgreSQL and for keys about as often as they compute: every core has one to run.
    maxWorkers: "100%",
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve: { alias },
        test: {
          name: "pure",
          env: { ...env, DATABASE_APP_URL: "postgresql://no-database-in-pure-tests@127.0.0.1:1/none" },
          include: ["{lib,app,components,e2e}/**/*.test.{ts,tsx}"],
          exclude: needsDatabase,
          // A busy machine is no failure; a test that hangs still is one.
          testTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "database",
          env,
          // It imports next/server in a way that only a bundler understands.
          server: { deps: { inline: ["next-auth"] } },
          include: ["lib/**/*.{db,contract}.test.ts"],
          globalSetup: ["lib/main/database-for-tests.ts"],
          setupFiles: ["lib/main/database-per-test-file.ts"],
          // A busy machine is no failure here either.
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
