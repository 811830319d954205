import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { ensureGenerated } from "./build";
import { ensureDatabase, prepareDatabase } from "./database";
import { startPostgres } from "./postgres";
import { isAlive, runs, signal } from "./processes";
import { makeDataDir, readSecrets } from "./secrets";

declare module "vitest" {
  interface ProvidedContext {
    /** The superuser's address of the tests' PostgreSQL, at a database that nobody copies. */
    maintenanceUrl: string;
    ownerUrl: string;
    appUrl: string;
    /** Where each test file gets a DATA_DIR of its own. */
    filesDirectory: string;
  }
}

const directoryOfRun = /^portal-tests-(\d+)-/;

/** Ends and removes what test runs that were killed have left behind. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const runner = Number(directoryOfRun.exec(name)?.[1] ?? process.pid);
    if (isAlive(runner)) continue;
    const directory = path.join(tmpdir(), name);
    const pidFile = path.join(directory, "postgres", "postmaster.pid");
    try {
      const postmaster = existsSync(pidFile) ? Number.parseInt(readFileSync(pidFile, "utf8"), 10) : 0;
      if (postmaster > 0 && runs(postmaster, directory)) signal(postmaster, "SIGQUIT");
      rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    } catch {
      // Another user's: theirs to remove.
    }
  }
}

/** The tests' own PostgreSQL in a directory that goes away: one migrated template, from which each test file gets a copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const say = (): void => undefined;
  await ensureGenerated(say);
  removeLeftovers();
  const dataDir = mkdtempSync(path.join(tmpdir(), `portal-tests-${String(process.pid)}-`));
  makeDataDir(dataDir);
  const secrets = readSecrets(dataDir);
  const server = await startPostgres({ dataDir, superuserPassword: secrets.superuserPassword, say, throwaway: true });
  const template = await ensureDatabase(server, secrets, "template");
  await prepareDatabase(template);
  project.provide("maintenanceUrl", server.superuserUrl("postgres"));
  project.provide("ownerUrl", template.owner);
  project.provide("appUrl", template.app);
  project.provide("filesDirectory", path.join(dataDir, "files"));
  return async () => {
    await server.stop();
    rmSync(server.cluster, { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  };
}
