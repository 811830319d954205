import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { env } from "@/lib/infra/env";
import { foreignDatabase, localDatabase } from "./database";
import { childEnvironment } from "./child-environment";
import { makeDataDir, readSecrets } from "./secrets";

/**
 * For a program that is run by hand beside the portal (`npm run audit:verify`): takes over the database and the secrets
 * of the portal in DATA_DIR. Throws when that portal's PostgreSQL has never been started.
 */
async function joinPortal(): Promise<void> {
  if (process.env["DATABASE_APP_URL"] !== undefined && process.env["AUTH_SECRET"] !== undefined) return;
  makeDataDir(env.dataDir);
  const secrets = readSecrets(env.dataDir);
  const portFile = path.join(env.dataDir, "postgres.port");
  let app: string;
  if (env.databaseUrl !== undefined) {
    app = (await foreignDatabase(env.databaseUrl, process.env["DATABASE_APP_URL"], secrets)).app;
  } else if (existsSync(portFile)) {
    app = localDatabase(Number(readFileSync(portFile, "utf8")), secrets, "portal").app;
  } else {
    throw new Error(`There is no portal in ${env.dataDir} yet. Start it with "npm start", then run this beside it.`);
  }
  Object.assign(process.env, childEnvironment(secrets, app));
}

await joinPortal();
