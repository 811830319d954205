import "server-only";
import { cpSync, existsSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { inject } from "vitest";
import { env } from "@/lib/infra/env";
import { db } from "./client";

/** Any number: whoever fills a world holds it until its copy is kept. */
const lock = 4_711;

/**
 * Fills this test file's database and DATA_DIR, both still fresh, and keeps a copy of them under `name`; the files that
 * come later take the copy, which is many times faster.
 */
export async function fillOnce(name: string, fill: () => Promise<void>): Promise<void> {
  const own = new URL(env.databaseAppUrl).pathname.slice(1);
  const kept = path.join(inject("filesDirectory"), name);
  const client = new pg.Client({ connectionString: inject("maintenanceUrl") });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [lock]);
    const copy = async (from: string, to: string) => {
      await db.$disconnect();
      await client.query(`CREATE DATABASE ${to} TEMPLATE ${from} OWNER portal_owner`);
    };
    if (existsSync(kept)) {
      await client.query(`DROP DATABASE ${own} WITH (FORCE)`);
      await copy(name, own);
      cpSync(kept, env.dataDir, { recursive: true });
    } else {
      await fill();
      await copy(own, name);
      cpSync(env.dataDir, kept, { recursive: true });
    }
  } finally {
    await client.end();
  }
}
