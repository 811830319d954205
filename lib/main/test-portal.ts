import { spawn } from "node:child_process";
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { rootDirectory } from "./build";

export interface TestedPortal {
  /** What the browser tests are told: PORTAL_URL, PORTAL_LOG, PORTAL_DATA_DIR, PORTAL_PID. */
  variables: Record<string, string>;
  /** The last lines that the portal wrote. */
  lastWords: () => string;
  stop: () => Promise<void>;
}

const startTimeoutMs = 180_000;

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === "object" && address !== null) resolve(address.port);
        else reject(new Error("No free port was found."));
      });
    });
  });
}

/** Starts a portal as `npm start` does, on a free port with data of its own, and returns when it is ready. */
export async function startTestedPortal(variables: NodeJS.ProcessEnv): Promise<TestedPortal> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "portal-e2e-"));
  const logFile = path.join(dataDir, "portal.log");
  const port = String(await freePort());
  const log = createWriteStream(logFile, { mode: 0o600 });
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", path.join(rootDirectory, "lib", "main", "start.ts")],
    { cwd: rootDirectory, env: { ...variables, PORT: port, DATA_DIR: dataDir }, stdio: ["ignore", "pipe", "pipe"] },
  );
  const lastWords = () => readFileSync(logFile, "utf8").trim().split("\n").slice(-30).join("\n");
  let ready = false;
  child.stdout.on("data", (chunk: Buffer) => {
    log.write(chunk);
    ready ||= chunk.includes("The portal is ready");
  });
  child.stderr.on("data", (chunk: Buffer) => log.write(chunk));
  const over = new AbortController();
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => {
      over.abort();
      resolve();
    });
  });
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
  const deadline = performance.now() + startTimeoutMs;
  while (!isReady()) {
    if (over.signal.aborted || performance.now() > deadline) {
      const words = lastWords();
      await stop();
      throw new Error(`The portal did not start:\n${words}`);
    }
    await wait(100);
  }
  return {
    variables: {
      PORTAL_URL: `http://localhost:${port}`,
      PORTAL_LOG: logFile,
      PORTAL_DATA_DIR: dataDir,
      PORTAL_PID: String(child.pid),
    },
    lastWords,
    stop,
  };

  function isReady(): boolean {
    return ready;
  }
}
