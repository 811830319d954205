import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { inject } from "vitest";

// Runs in every test file of the project "database" before that file's imports: `lib/infra/db/client` then connects to
// a database of this file alone. DATABASE_URL is the owner's address, for tests of what the portal itself may not do.
const name = `test_${randomBytes(8).toString("hex")}`;
const client = new pg.Client({ connectionString: inject("maintenanceUrl") });
await client.connect();
await client.query(`CREATE DATABASE ${name} TEMPLATE template OWNER portal_owner`);
await client.end();

function ofThisFile(address: string): string {
  const url = new URL(address);
  url.pathname = `/${name}`;
  return url.href;
}

process.env["DATABASE_URL"] = ofThisFile(inject("ownerUrl"));
process.env["DATABASE_APP_URL"] = ofThisFile(inject("appUrl"));
process.env["DATA_DIR"] = path.join(inject("filesDirectory"), name);
mkdirSync(process.env["DATA_DIR"], { recursive: true });
