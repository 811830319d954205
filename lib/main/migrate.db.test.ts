import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type pg from "pg";
import { beforeEach, describe, expect, inject, it } from "vitest";
import { withClient } from "./database";
import { migrate, type Migration, readMigrations } from "./migrate";

const first: Migration = { name: "1_first", sql: "CREATE SCHEMA portal; CREATE TABLE portal.audit_entry (n int);" };
const second: Migration = { name: "2_second", sql: "CREATE TABLE portal.thing (n int);" };

let ownerUrl = "";

async function asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  return withClient(ownerUrl, work);
}

async function run(migrations: readonly Migration[]): Promise<string[]> {
  return asOwner((client) => migrate(client, migrations, "portal_app"));
}

async function privilegesOn(table: string): Promise<string[]> {
  return asOwner(async (client) => {
    const { rows } = await client.query<{ privilege_type: string }>(
      "SELECT privilege_type FROM information_schema.table_privileges WHERE grantee = 'portal_app' AND table_name = $1",
      [table],
    );
    return rows.map((row) => row.privilege_type).sort();
  });
}

beforeEach(async () => {
  const name = `migrate_${randomBytes(6).toString("hex")}`;
  await withClient(inject("maintenanceUrl"), (client) => client.query(`CREATE DATABASE ${name} OWNER portal_owner`));
  const url = new URL(inject("ownerUrl"));
  url.pathname = `/${name}`;
  ownerUrl = url.href;
});

describe("migrate", () => {
  it("applies each migration once, in order, and records it as Prisma does", async () => {
    expect(await run([first])).toEqual(["1_first"]);
    expect(await run([first, second])).toEqual(["2_second"]);
    expect(await run([first, second])).toEqual([]);
    const { rows } = await asOwner((client) =>
      client.query("SELECT migration_name, checksum, applied_steps_count FROM _prisma_migrations ORDER BY 1"),
    );
    expect(rows).toEqual(
      [first, second].map(({ name, sql }) => ({
        migration_name: name,
        checksum: createHash("sha256").update(sql).digest("hex"),
        applied_steps_count: 1,
      })),
    );
  });

  it("lets several run at once: one applies, the others find nothing left", async () => {
    const applied = await Promise.all([run([first, second]), run([first, second]), run([first, second])]);
    expect(applied.flat().sort()).toEqual(["1_first", "2_second"]);
  });

  it("refuses an applied migration that was changed", async () => {
    await run([first]);
    await expect(run([{ ...first, sql: `${first.sql} ` }])).rejects.toThrow(/1_first was changed/);
  });

  it("refuses a database of a newer version", async () => {
    await run([first, second]);
    await expect(run([first])).rejects.toThrow(/2_second.*newer/);
  });

  it("refuses a migration that another tool began and did not finish", async () => {
    await run([first]);
    await asOwner((client) => client.query("UPDATE _prisma_migrations SET finished_at = NULL"));
    await expect(run([first])).rejects.toThrow(/not finished/);
  });

  it("leaves nothing of a migration that fails half way, and the ones before it stay", async () => {
    const broken = { name: "2_broken", sql: "CREATE TABLE portal.half (n int); SELECT 1 / 0;" };
    await expect(run([first, broken])).rejects.toThrow(/2_broken failed and was undone/);
    const { rows } = await asOwner((client) => client.query("SELECT to_regclass('portal.half') AS half"));
    expect(rows).toEqual([{ half: null }]);
    expect(await run([first, second])).toEqual(["2_second"]);
  });

  it("lets the portal add to an append-only table and change any other", async () => {
    await run([first, second]);
    expect(await privilegesOn("audit_entry")).toEqual(["INSERT", "SELECT"]);
    expect(await privilegesOn("thing")).toEqual(["DELETE", "INSERT", "SELECT", "UPDATE"]);
    expect(await privilegesOn("_prisma_migrations")).toEqual([]);
  });

  it("takes back what somebody granted on an append-only table", async () => {
    await run([first]);
    await asOwner((client) => client.query("GRANT ALL ON portal.audit_entry TO portal_app, PUBLIC"));
    await run([first]);
    expect(await privilegesOn("audit_entry")).toEqual(["INSERT", "SELECT"]);
  });
});

describe("readMigrations", () => {
  it("reads the directories that hold a migration, oldest first", () => {
    const directory = mkdtempSync(path.join(tmpdir(), "portal-migrations-"));
    for (const name of ["20260201_b", "20260101_a", "20260301_empty"]) mkdirSync(path.join(directory, name));
    writeFileSync(path.join(directory, "20260201_b", "migration.sql"), "B");
    writeFileSync(path.join(directory, "20260101_a", "migration.sql"), "A");
    writeFileSync(path.join(directory, "migration_lock.toml"), "");
    expect(readMigrations(directory)).toEqual([
      { name: "20260101_a", sql: "A" },
      { name: "20260201_b", sql: "B" },
    ]);
    rmSync(directory, { recursive: true });
  });
});
