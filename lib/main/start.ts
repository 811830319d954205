import { spawn } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { env } from "@/lib/infra/env";
import type { Seal } from "@/lib/kernel/seal";
import { ensureBuilt, ensureGenerated, markBuildInUse, rootDirectory } from "./build";
import { type Child, keepRunning, pauseBefore } from "./child";
import { childEnvironment } from "./child-environment";
import { type DatabaseUrls, ensureDatabase, foreignDatabase, prepareDatabase } from "./database";
import { type PostgresServer, startPostgres } from "./postgres";
import { claim } from "./processes";
import { makeDataDir, readSecrets } from "./secrets";

const development = process.argv.includes("--dev");
// Longer than proxies and browsers keep an idle connection: else one may be closed just as it is used again.
const webServer = development ? ["dev"] : ["start", "--keepAliveTimeout", "75000"];
const withTypeScript = ["--conditions=react-server", "--import", "tsx"];

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Whether nothing listens on the port, on any address of this machine. */
async function isFree(port: number): Promise<boolean> {
  const answered = await new Promise<boolean>((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", timeout: 2_000 });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("timeout", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => {
      resolve(false);
    });
  });
  if (answered) return false;
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EACCES")
        reject(new Error(`This user may not open port ${String(port)}. Choose one above 1023: PORT=3100 npm start`));
      else resolve(false);
    });
    server.listen(port, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

/** Where NCALayer is played with mocks, unless the real one is named: on a port that nobody uses. */
async function ncaLayerUrl(): Promise<string | undefined> {
  const given = process.env["NCALAYER_URL"];
  if (!env.mocks || (given !== undefined && given !== "")) return given;
  const port = await new Promise<number>((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === "object" && address !== null) resolve(address.port);
        else reject(new Error("No free port was found for the played NCALayer."));
      });
    });
  });
  return `ws://127.0.0.1:${String(port)}`;
}

/** Takes DATA_DIR for this process. Throws when another portal that still lives holds it. */
function takeDataDir(file: string): void {
  const holder = claim(file, "lib/main/start");
  if (holder === undefined) return;
  throw new Error(
    `A portal already runs on ${env.dataDir} (process ${String(holder)}). Stop it first; or start a second one beside it: DATA_DIR=.data-2 PORT=3100 npm start`,
  );
}

/** A portal that could not seal what it gives people does not start. In a demonstration the test authority's keys are made when they are needed. */
async function checkSealKeys(): Promise<void> {
  const { services } = await import("@/lib/services");
  const { openSealKey } = await import("@/lib/infra/signing/seal-key");
  // The clock's own module needs the database, which is not there yet.
  const now = new Date(performance.timeOrigin + performance.now());
  for (const seal of new Set<Seal>(["portal", ...services.flatMap(({ paper }) => paper?.seals ?? [])])) {
    const { file, mayBeTestKey } = env.sealKeys[seal];
    if (file !== undefined || !mayBeTestKey) await openSealKey(env, seal, now);
  }
}

/** Fills an empty database with the demo dataset. */
async function loadDemo(variables: NodeJS.ProcessEnv): Promise<void> {
  const program = path.join(import.meta.dirname, "load-demo.ts");
  if (!existsSync(program)) return;
  const child = spawn(process.execPath, [...withTypeScript, program], {
    cwd: rootDirectory,
    env: variables,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error("The demo dataset could not be loaded; the reason stands above.");
}

async function untilAnswering(port: number): Promise<void> {
  for (;;) {
    try {
      await fetch(`http://127.0.0.1:${String(port)}/`, { redirect: "manual", signal: AbortSignal.timeout(30_000) });
      return;
    } catch {
      await wait(150);
    }
  }
}

async function main(): Promise<void> {
  say(`Public services portal${development ? " (development)" : ""}: data in ${env.dataDir}`);
  makeDataDir(env.dataDir);
  const secrets = readSecrets(env.dataDir);
  const pidFile = path.join(env.dataDir, "portal.pid");
  let taken = false;
  let server: PostgresServer | undefined;
  let children: Child[] = [];
  const stopping = new AbortController();
  const isStopping = () => stopping.signal.aborted;

  const stop = async (code: number): Promise<void> => {
    if (isStopping()) return;
    stopping.abort();
    if (children.length > 0) say("Stopping");
    await Promise.all(children.map((child) => child.stop()));
    await server?.stop();
    if (taken) rmSync(pidFile, { force: true });
    process.exit(code);
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      void stop(0);
    });
  }

  // npm is often ended without passing the signal on (its shell keeps it): whoever loses npm has been asked to stop.
  const parent = process.ppid;
  if (process.env["npm_lifecycle_event"] !== undefined) {
    setInterval(() => {
      if (process.ppid !== parent) void stop(0);
    }, 1_000).unref();
  }

  const postgresOptions = { dataDir: env.dataDir, superuserPassword: secrets.superuserPassword, say };
  const database = async (): Promise<DatabaseUrls> => {
    if (env.databaseUrl !== undefined)
      return foreignDatabase(env.databaseUrl, process.env["DATABASE_APP_URL"], secrets);
    server = await startPostgres(postgresOptions);
    return ensureDatabase(server, secrets, "portal");
  };
  const ncaLayer = await ncaLayerUrl();
  const variablesFor = (urls: DatabaseUrls): NodeJS.ProcessEnv => {
    const variables: NodeJS.ProcessEnv = {
      ...process.env,
      ...(ncaLayer === undefined ? {} : { NCALAYER_URL: ncaLayer }),
      ...childEnvironment(secrets, urls.app),
      NODE_ENV: development ? "development" : "production",
      NEXT_TELEMETRY_DISABLED: "1",
      PORT: String(env.port),
    };
    // The owner's address is for migrations alone: the portal never sees it.
    delete variables["DATABASE_URL"];
    return variables;
  };

  try {
    takeDataDir(pidFile);
    taken = true;
    await checkSealKeys();
    if (!(await isFree(env.port))) {
      throw new Error(
        `Port ${String(env.port)} is taken by another program. Choose another one: PORT=${String(env.port + 100)} npm start`,
      );
    }
    await (development ? ensureGenerated(say) : ensureBuilt(secrets.serverActionsKey, say));
    const urls = await database();
    for (const name of await prepareDatabase(urls)) say(`Applied the migration ${name}`);
    const variables = variablesFor(urls);
    // From here on every file belongs to this user alone: uploads, documents, keys.
    process.umask(0o077);
    if (env.mocks) await loadDemo(variables);
    if (isStopping()) return;
    if (!development) markBuildInUse();
    const next = path.join(rootDirectory, "node_modules", "next", "dist", "bin", "next");
    children = [
      keepRunning("web server", [next, ...webServer, "-p", String(env.port)], variables, say),
      keepRunning("worker", [...withTypeScript, path.join(import.meta.dirname, "worker.ts")], variables, say),
    ];
    if (env.mocks && ncaLayer?.startsWith("ws:")) {
      const played = path.join(import.meta.dirname, "played-ncalayer.ts");
      children.push(keepRunning("played NCALayer", [...withTypeScript, played], variables, say));
    }
    void watchPostgres();
    await untilAnswering(env.port);
    if (!isStopping())
      say(`The portal is ready: ${env.publicUrl}${env.mocks ? `\nQA console: ${env.publicUrl}/qa` : ""}`);
  } catch (error) {
    if (isStopping()) return;
    say(`\nThe portal could not be started.\n${error instanceof Error ? error.message : String(error)}`);
    await stop(1);
  }

  /** Brings PostgreSQL back whenever it ends on its own. The web server lives on meanwhile and answers 503. */
  async function watchPostgres(): Promise<void> {
    for (let falls = 0; server !== undefined;) {
      const upSince = performance.now();
      const port = server.port;
      await server.ended;
      if (isStopping()) return;
      falls = performance.now() - upSince > 60_000 ? 1 : falls + 1;
      say(`PostgreSQL ended; starting it again in ${String(pauseBefore(falls) / 1000)} s`);
      await wait(pauseBefore(falls));
      try {
        if (isStopping()) return;
        const urls = await database();
        if (server.port !== port) for (const child of children) child.restart(variablesFor(urls));
      } catch (error) {
        say(error instanceof Error ? error.message : String(error));
      }
    }
  }
}

await main();
