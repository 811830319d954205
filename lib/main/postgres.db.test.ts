import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ensureDatabase, foreignDatabase, prepareDatabase, withClient } from "./database";
import { type PostgresServer, startPostgres } from "./postgres";
import { makeDataDir, readSecrets, type Secrets } from "./secrets";

let dataDir = "";
let secrets: Secrets;
let server: PostgresServer;
const said: string[] = [];

async function start(): Promise<PostgresServer> {
  const say = (line: string) => void said.push(line);
  return startPostgres({ dataDir, superuserPassword: secrets.superuserPassword, say });
}

function postmaster(): number {
  return Number(readFileSync(path.join(server.cluster, "postmaster.pid"), "utf8").split("\n")[0]);
}

async function answers(): Promise<boolean> {
  return withClient(server.superuserUrl("postgres"), async (client) => (await client.query("SELECT 1")).rowCount === 1);
}

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "portal postgres -"));
  makeDataDir(dataDir);
  secrets = readSecrets(dataDir);
  server = await start();
});

afterAll(async () => {
  await server.stop();
  rmSync(server.cluster, { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
});

it("starts in a directory with spaces in its name", async () => {
  expect(await answers()).toBe(true);
});

it("takes over a server that runs already, with its rows", async () => {
  const before = postmaster();
  await withClient(server.superuserUrl("postgres"), (client) => client.query("CREATE TABLE kept AS SELECT 1 AS n"));
  server = await start();
  expect(postmaster()).toBe(before);
  expect(said.at(-1)).toContain("Taking over");
  const count = withClient(server.superuserUrl("postgres"), async (c) => (await c.query("TABLE kept")).rowCount);
  expect(await count).toBe(1);
});

it("notices that the server was killed, and starts it on the same port with its rows", async () => {
  const { port } = server;
  process.kill(postmaster(), "SIGKILL");
  await server.ended;
  server = await start();
  expect(server.port).toBe(port);
  const count = withClient(server.superuserUrl("postgres"), async (c) => (await c.query("TABLE kept")).rowCount);
  expect(await count).toBe(1);
});

it("is not misled by a process number that has passed to another program", async () => {
  await server.stop();
  const other = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"], { stdio: "ignore" });
  const file = path.join(server.cluster, "postmaster.pid");
  writeFileSync(file, [other.pid, server.cluster, 0, server.port, "", "127.0.0.1", "", "ready"].join("\n"));
  server = await start();
  expect(await answers()).toBe(true);
  expect(postmaster()).not.toBe(other.pid);
  other.kill();
});

it("takes another port when somebody took the one it had", async () => {
  const { port } = server;
  await server.stop();
  const listener = spawn(process.execPath, [
    "-e",
    `require("node:net").createServer().listen(${String(port)}, "127.0.0.1", () => console.log("on"))`,
  ]);
  await new Promise((resolve) => listener.stdout.once("data", resolve));
  server = await start();
  expect(server.port).not.toBe(port);
  expect(await answers()).toBe(true);
  listener.kill();
});

it("says so when the secrets are not those of the database", async () => {
  const stranger = startPostgres({ dataDir, superuserPassword: "another", say: () => undefined });
  await expect(stranger).rejects.toThrow(/secrets\.json/);
});

it("makes a database and roles whose passwords may change", async () => {
  const urls = await ensureDatabase(server, secrets, "portal");
  const again = await ensureDatabase(server, { ...secrets, appPassword: "p@ss:/ word" }, "portal");
  expect(again.app).not.toBe(urls.app);
  const who = await withClient(again.app, (client) => client.query<{ u: string }>("SELECT current_user AS u"));
  expect(who.rows).toEqual([{ u: "portal_app" }]);
});

it("refuses to work as a role that owns the tables or is a superuser", async () => {
  const urls = await ensureDatabase(server, secrets, "portal");
  await expect(prepareDatabase({ owner: urls.owner, app: urls.owner })).rejects.toThrow(/owns/);
  await expect(prepareDatabase({ owner: urls.owner, app: server.superuserUrl("portal") })).rejects.toThrow(/superuser/);
});

it("makes the role portal_app on a PostgreSQL of somebody's own, if the owner may", async () => {
  await ensureDatabase(server, secrets, "portal");
  const fresh = { ...secrets, appPassword: "made elsewhere" };
  const urls = await foreignDatabase(server.superuserUrl("portal"), undefined, fresh);
  const who = await withClient(urls.app, (client) => client.query<{ u: string }>("SELECT current_user AS u"));
  expect(who.rows).toEqual([{ u: "portal_app" }]);
});

it("asks for DATABASE_APP_URL if the owner may not make roles, and uses it when it is given", async () => {
  const { owner, app } = await ensureDatabase(server, secrets, "portal");
  const unknownPassword = { ...secrets, appPassword: "nobody knows" };
  await expect(foreignDatabase(owner, undefined, unknownPassword)).rejects.toThrow(/DATABASE_APP_URL/);
  expect(await foreignDatabase(owner, app, unknownPassword)).toEqual({ owner, app });
});

it("keeps its secrets to itself and makes them once", () => {
  expect(readSecrets(dataDir)).toEqual(secrets);
  expect(existsSync(path.join(dataDir, "secrets.json"))).toBe(true);
});
