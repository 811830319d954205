import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const systemBrowsers = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** A browser counts only if it starts: Ubuntu's /usr/bin/chromium-browser may be a stub that asks for a snap. */
function starts(program: string): boolean {
  return existsSync(program) && spawnSync(program, ["--version"], { timeout: 20_000 }).status === 0;
}

/**
 * Finds a Chromium for the browser tests: this system's, else Playwright's own (installed now if need be), else
 * Debian's package when root may install it. Throws, saying what to install, when there is none.
 */
export function findBrowser(say: (line: string) => void): string {
  const wanted = [process.env["CHROMIUM"], ...systemBrowsers, chromium.executablePath()];
  const present = wanted.find((program) => program !== undefined && starts(program));
  if (present !== undefined) return present;
  say("No Chromium found: installing Playwright's own");
  spawnSync("npx", ["playwright", "install", "chromium"], { stdio: "inherit", timeout: 600_000 });
  if (starts(chromium.executablePath())) return chromium.executablePath();
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    say("That did not give one that starts: installing the package chromium");
    const options = {
      stdio: "inherit",
      timeout: 600_000,
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    } as const;
    spawnSync("apt-get", ["update"], options);
    spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], options);
    const installed = systemBrowsers.find(starts);
    if (installed !== undefined) return installed;
  }
  throw new Error(
    "The browser tests need Chromium. Install it (Debian, Ubuntu: apt install chromium), or name one: CHROMIUM=/path/to/chromium npm test",
  );
}
