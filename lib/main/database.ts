import path from "node:path";
import pg from "pg";
import { migrate, readMigrations } from "./migrate";
import { localUrl, type PostgresServer } from "./postgres";
import type { Secrets } from "./secrets";

/** The addresses of one database of the portal: its owner's (for migrations) and the portal's own. */
export interface DatabaseUrls {
  owner: string;
  app: string;
}

const migrationsDirectory = path.join(import.meta.dirname, "..", "..", "prisma", "migrations");

/** Opens a connection for `work` and closes it, whatever happens. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function ensureRole(client: pg.Client, role: string, password: string): Promise<void> {
  const { rows } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
  const verb = rows.length === 0 ? "CREATE" : "ALTER";
  const attributes = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS";
  await client.query(
    `${verb} ROLE ${client.escapeIdentifier(role)} ${attributes} PASSWORD ${client.escapeLiteral(password)}`,
  );
}

/** Makes the portal's two roles and the database `name` on the portal's own PostgreSQL, where they are missing. */
export async function ensureDatabase(server: PostgresServer, secrets: Secrets, name: string): Promise<DatabaseUrls> {
  await withClient(server.superuserUrl("postgres"), async (client) => {
    await ensureRole(client, "portal_owner", secrets.ownerPassword);
    await ensureRole(client, "portal_app", secrets.appPassword);
    const { rows } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rows.length === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} OWNER portal_owner`);
  });
  return localDatabase(server.port, secrets, name);
}

/** The addresses of a database on the portal's own PostgreSQL. */
export function localDatabase(port: number, secrets: Secrets, name: string): DatabaseUrls {
  return {
    owner: localUrl("portal_owner", secrets.ownerPassword, port, name),
    app: localUrl("portal_app", secrets.appPassword, port, name),
  };
}

async function canConnect(url: string): Promise<boolean> {
  return withClient(url, () => Promise.resolve(true)).catch(() => false);
}

/**
 * The addresses on a PostgreSQL of somebody's own. `appUrl` is DATABASE_APP_URL if given; otherwise the role portal_app
 * is made with the owner's right to make roles. Throws an explanation where neither is possible.
 */
export async function foreignDatabase(
  owner: string,
  appUrl: string | undefined,
  secrets: Secrets,
): Promise<DatabaseUrls> {
  if (appUrl !== undefined) return { owner, app: appUrl };
  const url = new URL(owner);
  url.username = "portal_app";
  url.password = encodeURIComponent(secrets.appPassword);
  const app = url.href;
  await withClient(owner, async (client) => {
    if (await canConnect(app)) return;
    const { rows } = await client.query<{ may: boolean }>(
      "SELECT rolsuper OR rolcreaterole AS may FROM pg_roles WHERE rolname = current_user",
    );
    const advice =
      'Make a role of your own ("CREATE ROLE portal_app LOGIN PASSWORD …", owner of nothing) and pass its address as DATABASE_APP_URL.';
    if (rows[0]?.may !== true) {
      throw new Error(
        `The portal works as a role that owns nothing, and the role in DATABASE_URL may not make one. ${advice}`,
      );
    }
    try {
      await ensureRole(client, "portal_app", secrets.appPassword);
    } catch (error) {
      throw new Error(`The role portal_app could not be made. ${advice}`, { cause: error });
    }
  });
  return { owner, app };
}

/** Migrates, after making sure that the portal's own role is as weak as it must be. Answers the migrations applied now. */
export async function prepareDatabase(urls: DatabaseUrls): Promise<string[]> {
  const appRole = decodeURIComponent(new URL(urls.app).username);
  const applied = await withClient(urls.owner, (client) =>
    migrate(client, readMigrations(migrationsDirectory), appRole),
  );
  await withClient(urls.app, async (client) => {
    const { rows } = await client.query<{ strong: boolean }>(
      `SELECT rolsuper OR rolbypassrls OR EXISTS (
         SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname IN ('portal', 'state_databases') AND pg_has_role(current_user, c.relowner, 'USAGE')
       ) AS strong FROM pg_roles WHERE rolname = current_user`,
    );
    if (rows[0]?.strong !== false) {
      throw new Error(
        `The role ${appRole} owns the portal's tables or is a superuser. The portal refuses it: give DATABASE_APP_URL a role that owns nothing.`,
      );
    }
  });
  return applied;
}
