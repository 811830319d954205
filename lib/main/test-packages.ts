import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Whether a program is there and starts. */
export function starts(program: string, argument = "--version"): boolean {
  return spawnSync(program, [argument], { timeout: 20_000 }).status === 0;
}

/** Installs one of Debian's packages, where this is Debian (or Ubuntu) and root may; elsewhere nothing happens. */
export function installPackage(name: string, say: (line: string) => void): void {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  say(`Installing the package ${name}`);
  const options = {
    stdio: "inherit",
    timeout: 600_000,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  } as const;
  spawnSync("apt-get", ["update"], options);
  spawnSync("apt-get", ["install", "-y", "--no-install-recommends", name], options);
}

/** Makes sure of poppler's programs, which judge the documents that the portal seals. Throws, saying what to install, when there are none. */
export function ensurePoppler(say: (line: string) => void): void {
  const isThere = () => starts("pdfsig", "-v") && starts("pdftotext", "-v");
  if (isThere()) return;
  installPackage("poppler-utils", say);
  if (isThere()) return;
  throw new Error(
    "The tests of sealed documents need poppler's programs pdfsig, pdfinfo and pdftotext. Install them (Debian, Ubuntu: apt install poppler-utils; macOS: brew install poppler).",
  );
}
