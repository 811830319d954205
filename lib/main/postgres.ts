import { type ChildProcess, spawn } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import {
  type Account,
  chooseAccount,
  chooseClusterDirectory,
  findPrograms,
  giveTo,
  makeClusterDirectory,
} from "./postgres-account";
import { runs, signal } from "./processes";

export interface PostgresOptions {
  /** Absolute path of the portal's DATA_DIR. */
  dataDir: string;
  superuserPassword: string;
  say: (line: string) => void;
  /** For tests: does not wait for the disk, so a power cut could lose data. */
  throwaway?: boolean;
}

export interface PostgresServer {
  port: number;
  cluster: string;
  /** The address of a database for PostgreSQL's own superuser. */
  superuserUrl: (database: string) => string;
  /** Settles when the server has ended, however it came to that. */
  ended: Promise<void>;
  /** Ends it in good order; waits for that. */
  stop: () => Promise<void>;
}

interface PidFile {
  pid: number;
  directory: string;
  port: number;
}

const startTimeoutMs = 90_000;
const stopTimeoutMs = 20_000;
const largestLogBytes = 10 * 1024 * 1024;

/** PostgreSQL's programs see none of the portal's variables: PGDATA or PGPORT from a shell would lead them astray. */
function programEnvironment(): NodeJS.ProcessEnv {
  return { NODE_ENV: "production", PATH: process.env["PATH"] ?? "", LC_ALL: "C" };
}

/** A PostgreSQL address on this machine. Names and passwords may hold any letters. */
export function localUrl(user: string, password: string, port: number, database: string): string {
  return `postgresql://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${String(port)}/${encodeURIComponent(database)}`;
}

function readPidFile(cluster: string): PidFile | undefined {
  const file = path.join(cluster, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const [pid, directory, , port] = readFileSync(file, "utf8").split("\n");
  return { pid: Number(pid), directory: directory ?? "", port: Number(port) };
}

function isPostgres(pid: number): boolean {
  return runs(pid, "postgres");
}

/** A free port on 127.0.0.1; the one kept from the last time if nobody took it meanwhile. */
async function choosePort(keptIn: string): Promise<number> {
  const kept = existsSync(keptIn) ? Number(readFileSync(keptIn, "utf8")) : 0;
  const tryPort = (port: number) =>
    new Promise<number | undefined>((resolve) => {
      const server = createServer();
      server.once("error", () => {
        resolve(undefined);
      });
      server.listen(port, "127.0.0.1", () => {
        const address = server.address();
        server.close(() => {
          resolve(typeof address === "object" && address !== null ? address.port : undefined);
        });
      });
    });
  const port = (kept > 0 ? await tryPort(kept) : undefined) ?? (await tryPort(0));
  if (port === undefined) throw new Error("No free port was found on 127.0.0.1 for PostgreSQL.");
  writeFileSync(keptIn, `${String(port)}\n`);
  return port;
}

/** The data directory of the server behind `url`, or undefined while nobody answers. */
async function dataDirectoryOf(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
    return rows[0]?.data_directory;
  } catch (error) {
    const wrongPassword = "28P01";
    if (error instanceof Error && "code" in error && error.code === wrongPassword) {
      throw new Error(
        "PostgreSQL refuses the password in DATA_DIR/secrets.json: that file and the database are not of one make. Bring the right one back, or remove DATA_DIR to start from nothing.",
        { cause: error },
      );
    }
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function initialise(cluster: string, account: Account, initdb: string, password: string): Promise<void> {
  // Under another name until it is whole: a start that is cut short leaves nothing that looks like a cluster.
  const draft = `${cluster}.new`;
  rmSync(draft, { recursive: true, force: true });
  makeClusterDirectory(draft, account);
  // initdb reads the password from a file only, and as its own user.
  const place = mkdtempSync(path.join(tmpdir(), "portal-initdb-"));
  const passwordFile = path.join(place, "password");
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  giveTo(account, place);
  giveTo(account, passwordFile);
  let complaint = "";
  try {
    const child = spawn(
      initdb,
      [
        "--pgdata",
        draft,
        "--username=postgres",
        "--auth=scram-sha-256",
        "--pwfile",
        passwordFile,
        "--encoding=UTF8",
        "--locale=C",
      ],
      // The working directory must be one that the account can enter.
      { ...account, cwd: "/", stdio: ["ignore", "ignore", "pipe"], env: programEnvironment() },
    );
    child.stderr.on("data", (chunk: Buffer) => {
      complaint += chunk.toString("utf8");
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    if (code !== 0) throw new Error(`PostgreSQL could not make its files in ${cluster}:\n${complaint.trim()}`);
    renameSync(draft, cluster);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function launch(
  cluster: string,
  account: Account,
  program: string,
  port: number,
  options: PostgresOptions,
): ChildProcess {
  const logFile = path.join(options.dataDir, "postgres.log");
  const tooLong = existsSync(logFile) && statSync(logFile).size > largestLogBytes;
  const log = openSync(logFile, tooLong ? "w" : "a", 0o600);
  const settings = [
    "listen_addresses=127.0.0.1",
    // TCP only: a socket's path may be at most 107 bytes long, and DATA_DIR may lie anywhere.
    "unix_socket_directories=",
    "max_connections=200",
    "timezone=UTC",
    "log_min_error_statement=panic",
    ...(options.throwaway ? ["fsync=off", "synchronous_commit=off", "full_page_writes=off"] : []),
  ];
  const child = spawn(program, ["-D", cluster, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])], {
    ...account,
    cwd: "/",
    // A group of its own: Ctrl-C at the terminal must not end PostgreSQL before the portal.
    detached: true,
    stdio: ["ignore", log, log],
    env: programEnvironment(),
  });
  closeSync(log);
  child.unref();
  return child;
}

/** How the log ended, for the message of somebody who cannot start. */
function lastWords(dataDir: string): string {
  const file = path.join(dataDir, "postgres.log");
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").slice(-6).join("\n") : "";
}

async function untilDead(pid: number): Promise<void> {
  while (isPostgres(pid)) await wait(200, undefined, { ref: false });
}

/**
 * Brings up the portal's own PostgreSQL in DATA_DIR and returns when it answers. One that still runs from before (the
 * portal was killed and could not end it) is taken over. Throws with PostgreSQL's own last words when it does not start.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const { dataDir, say } = options;
  const cluster = chooseClusterDirectory(dataDir);
  const account = chooseAccount(cluster, say);
  const programs = await findPrograms(account, say);
  if (!existsSync(path.join(cluster, "PG_VERSION"))) {
    say(`Making a new PostgreSQL cluster in ${cluster}`);
    await initialise(cluster, account, programs.initdb, options.superuserPassword);
  }
  const directory = realpathSync(cluster);
  const urlAt = (port: number) => (database: string) => localUrl("postgres", options.superuserPassword, port, database);
  const isOurs = async (port: number) => (await dataDirectoryOf(urlAt(port)("postgres"))) === directory;

  const serverAt = (pid: number, port: number, ended: Promise<void>): PostgresServer => ({
    port,
    cluster,
    superuserUrl: urlAt(port),
    ended,
    stop: async () => {
      // Fast shutdown: transactions are rolled back, connections closed, everything written.
      signal(pid, "SIGINT");
      const impatient = performance.now() + stopTimeoutMs;
      while (isPostgres(pid)) {
        if (performance.now() > impatient) signal(pid, "SIGQUIT");
        await wait(50);
      }
    },
  });

  const left = readPidFile(cluster);
  if (left !== undefined) {
    if (isPostgres(left.pid)) {
      const deadline = performance.now() + startTimeoutMs;
      while (isPostgres(left.pid) && performance.now() < deadline) {
        if (await isOurs(left.port)) {
          say(`Taking over the PostgreSQL that still runs on port ${String(left.port)}`);
          writeFileSync(path.join(dataDir, "postgres.port"), `${String(left.port)}\n`);
          return serverAt(left.pid, left.port, untilDead(left.pid));
        }
        await wait(300);
      }
      if (isPostgres(left.pid)) {
        throw new Error(
          `Process ${String(left.pid)} holds ${cluster} but does not answer as the portal's PostgreSQL. End it, then start again.`,
        );
      }
    } else if (left.directory === directory || left.directory === cluster) {
      rmSync(path.join(cluster, "postmaster.pid"), { force: true });
    }
  }

  const port = await choosePort(path.join(dataDir, "postgres.port"));
  say(`Starting PostgreSQL on port ${String(port)}`);
  const child = launch(cluster, account, programs.postgres, port, options);
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => {
      resolve();
    });
    child.once("error", () => {
      resolve();
    });
  });
  const over = new AbortController();
  void ended.then(() => {
    over.abort();
  });
  const deadline = performance.now() + startTimeoutMs;
  while (!(await isOurs(port))) {
    if (over.signal.aborted) throw new Error(`PostgreSQL ended while starting:\n${lastWords(dataDir)}`);
    if (performance.now() > deadline) throw new Error(`PostgreSQL did not answer in time:\n${lastWords(dataDir)}`);
    await wait(100);
  }
  if (child.pid === undefined) throw new Error("PostgreSQL was started without a process id.");
  return serverAt(child.pid, port, ended);
}
