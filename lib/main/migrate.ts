import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type pg from "pg";
import PgBoss from "pg-boss";
import { jobsSchema, queueNames, queues } from "@/lib/infra/queues";

export interface Migration {
  name: string;
  sql: string;
}

/** What Prisma records for a migration: SHA-256 of the file, in hexadecimal. */
function checksumOf(migration: Migration): string {
  return createHash("sha256").update(migration.sql).digest("hex");
}

/** The migrations of a directory laid out as Prisma lays it out, oldest first. */
export function readMigrations(directory: string): Migration[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => ({ name: entry.name, file: path.join(directory, entry.name, "migration.sql") }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => ({ name, sql: readFileSync(file, "utf8") }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const lockKey = "public-services-portal migrations";

// Prisma's own definition: "prisma migrate status" reads this table.
const bookOfMigrations = `
  CREATE TABLE IF NOT EXISTS public._prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

interface Applied {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/** The migrations still to apply. Throws where database and files do not belong together. */
function pendingOf(applied: readonly Applied[], migrations: readonly Migration[]): Migration[] {
  for (const row of applied) {
    const file = migrations.find((migration) => migration.name === row.migration_name);
    if (file === undefined) {
      throw new Error(
        `The database holds the migration ${row.migration_name}, which this version of the portal does not have: a newer version made it. Start that version.`,
      );
    }
    if (row.finished_at === null) {
      throw new Error(
        `The migration ${row.migration_name} was begun by another tool and not finished. Settle it with "npx prisma migrate resolve", then start again.`,
      );
    }
    if (row.checksum !== checksumOf(file)) {
      throw new Error(
        `The migration ${row.migration_name} was changed after it had been applied. Bring the file back and write a new migration instead.`,
      );
    }
  }
  const known = new Set(applied.map((row) => row.migration_name));
  return migrations.filter((migration) => !known.has(migration.name));
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO public._prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksumOf(migration), migration.name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw new Error(
      `The migration ${migration.name} failed and was undone: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}

async function prepareJobs(client: pg.Client): Promise<void> {
  const boss = new PgBoss({
    schema: jobsSchema,
    db: {
      executeSql: async (text, values?: unknown[]) => {
        const result = await client.query<Record<string, unknown>>(text, values);
        // Several statements in one text give several results, which pg-boss does not look at.
        return { rows: Array.isArray(result) ? [] : result.rows };
      },
    },
    supervise: false,
    schedule: false,
  });
  boss.on("error", (error) => {
    throw error;
  });
  await boss.start();
  for (const name of queueNames) {
    await boss.createQueue(name, { name, ...queues[name] });
    await boss.updateQueue(name, { name, ...queues[name] });
  }
  await boss.stop({ graceful: false, close: false, wait: false });
}

/** Rows are added to these and never changed: neither UPDATE nor DELETE is granted. */
const appendOnly = [
  "application_event",
  "audit_entry",
  "access_log",
  "invoice",
  "ledger_entry",
  "refund",
  "log_signature",
  "signed_head",
  "sealed_document",
  "issued_paper",
  "paper_revocation",
  "registration_change",
];

/** What the one job that chains the access log may fill in, once. */
const sealColumns = ["sealed_seq", "prev_hash", "hash"];

/** Everything portal_app may do. Run as a whole after every migration, so that new tables are never forgotten. */
async function grant(client: pg.Client, appRole: string): Promise<void> {
  const role = client.escapeIdentifier(appRole);
  const { rows } = await client.query<{ schema: string; name: string; database: string }>(
    `SELECT n.nspname AS schema, c.relname AS name, current_database() AS database
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v') AND n.nspname = ANY ($1)`,
    [["portal", "state_databases", jobsSchema]],
  );
  const { rows: columns } = await client.query<{ column_name: string }>(
    `SELECT column_name FROM information_schema.columns
     WHERE table_schema = 'portal' AND table_name = 'access_log' AND column_name = ANY ($1)`,
    [sealColumns],
  );
  const statements = ["REVOKE CREATE ON SCHEMA public FROM PUBLIC"];
  for (const schema of new Set(rows.map((row) => row.schema))) {
    statements.push(`GRANT USAGE ON SCHEMA ${client.escapeIdentifier(schema)} TO ${role}`);
    statements.push(`GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${client.escapeIdentifier(schema)} TO ${role}`);
  }
  for (const { schema, name } of rows) {
    const table = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`;
    if (schema === "portal" && appendOnly.includes(name)) {
      statements.push(`REVOKE ALL ON ${table} FROM ${role}, PUBLIC`, `GRANT SELECT, INSERT ON ${table} TO ${role}`);
    } else {
      statements.push(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO ${role}`);
    }
  }
  if (columns.length > 0) {
    const list = columns.map((column) => client.escapeIdentifier(column.column_name)).join(", ");
    statements.push(`GRANT UPDATE (${list}) ON portal.access_log TO ${role}`);
  }
  await client.query(`BEGIN; ${statements.join("; ")}; COMMIT`);
}

/**
 * Brings a database up to this version of the portal: its migrations, the job queues, and what `appRole` may do.
 * Safe to run at any time and by several at once. `client` is connected as the owner.
 * Answers the names of the migrations that were applied now; throws with nothing half done.
 */
export async function migrate(client: pg.Client, migrations: readonly Migration[], appRole: string): Promise<string[]> {
  await client.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [lockKey]);
  try {
    await client.query(bookOfMigrations);
    const { rows: applied } = await client.query<Applied>(
      `SELECT migration_name, checksum, finished_at FROM public._prisma_migrations
       WHERE rolled_back_at IS NULL ORDER BY started_at`,
    );
    const pending = pendingOf(applied, migrations);
    for (const migration of pending) await apply(client, migration);
    await prepareJobs(client);
    await grant(client, appRole);
    return pending.map((migration) => migration.name);
  } finally {
    await client.query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [lockKey]).catch(() => undefined);
  }
}
