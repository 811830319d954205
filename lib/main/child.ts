import { type ChildProcess, spawn } from "node:child_process";
import { leaving, leavingVariables, rootDirectory } from "./build";
import { signal } from "./processes";

const firstPauseMs = 1_000;
const longestPauseMs = 30_000;
/** Whoever lived so long has recovered: the next fall is a new one. */
const recoveredAfterMs = 60_000;
const patienceMs = 12_000;

export interface Child {
  /** Ends it and its own children in good order; nobody starts it again. */
  stop: () => Promise<void>;
  /** Ends it and starts it again with other variables. */
  restart: (variables: NodeJS.ProcessEnv) => void;
}

/** How long to wait before the `falls`th start in a row (1, 2, 3 …), in milliseconds. */
export function pauseBefore(falls: number): number {
  return Math.min(firstPauseMs * 2 ** (falls - 1), longestPauseMs);
}

/** Starts a Node program of the portal and starts it again, ever more slowly, whenever it ends. */
export function keepRunning(
  name: string,
  args: readonly string[],
  variables: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Child {
  let stopping = false;
  let falls = 0;
  let current = variables;
  let child: ChildProcess;
  let timer: NodeJS.Timeout | undefined;

  const start = () => {
    timer = undefined;
    const startedAt = performance.now();
    child = spawn(process.execPath, [...leaving, ...args], {
      cwd: rootDirectory,
      env: { ...current, ...leavingVariables },
      // A group of its own, so that it is ended together with whatever it started.
      detached: true,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    child.once("error", (error) => {
      say(`The ${name} could not be started: ${error.message}`);
    });
    child.once("exit", (code, killedBy) => {
      if (stopping) return;
      falls = performance.now() - startedAt > recoveredAfterMs ? 1 : falls + 1;
      const pause = pauseBefore(falls);
      say(`The ${name} ended (${killedBy ?? `code ${String(code)}`}); starting it again in ${String(pause / 1000)} s`);
      timer = setTimeout(start, pause);
    });
  };

  const send = (name: NodeJS.Signals) => {
    if (child.pid !== undefined) signal(-child.pid, name);
  };

  start();
  return {
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
      const gone = new Promise<void>((resolve) => {
        child.once("exit", () => {
          resolve();
        });
      });
      send("SIGTERM");
      const impatience = setTimeout(() => {
        send("SIGKILL");
      }, patienceMs);
      await gone;
      clearTimeout(impatience);
    },
    restart: (fresh) => {
      current = fresh;
      falls = 0;
      send("SIGTERM");
    },
  };
}
