import path from "node:path";
import { defineConfig } from "vitest/config";

const alias = {
  "@": path.resolve(import.meta.dirname),
  // The guard for client bundles has no meaning in a test runner.
  "server-only": path.resolve(import.meta.dirname, "node_modules/server-only/empty.js"),
};

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      { resolve: { alias }, test: { name: "pure", include: ["{lib,app,components,e2e}/**/*.test.ts"], exclude: ["**/*.db.test.ts", "**/*.contract.test.ts"] } },
      {
        resolve: { alias },
        test: {
          name: "database",
          include: ["lib/**/*.db.test.ts", "lib/**/*.contract.test.ts"],
          globalSetup: ["lib/main/database-for-tests.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
