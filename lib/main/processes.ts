import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";

/** Whether a process with this number exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Whether a process lives and has `words` in its command line: its number may have passed to another program since it
 * was written down. Where the system does not tell command lines (no /proc), being alive must do.
 */
export function runs(pid: number, words: string): boolean {
  if (!isAlive(pid)) return false;
  if (!existsSync("/proc/self/cmdline")) return true;
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, "utf8").includes(words);
  } catch {
    return false;
  }
}

/** Asks a process (a negative number: a whole group) to end; one that is gone already is what was wanted. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/**
 * Writes this process's number into a new file. Answers the number of another process that has done so before and
 * still runs (with `words` in its command line), else undefined: then the file is ours.
 */
export function claim(file: string, words: string): number | undefined {
  for (;;) {
    try {
      writeFileSync(file, `${String(process.pid)}\n`, { flag: "wx" });
      return undefined;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    const holder = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
    if (holder > 0 && runs(holder, words)) return holder;
    rmSync(file, { force: true });
  }
}
