import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { installPackage, starts } from "./test-packages";

const systemBrowsers = [
  // Without a window to draw it does the same in less time.
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** A browser counts only if it starts: Ubuntu's /usr/bin/chromium-browser may be a stub that asks for a snap. */
function isBrowser(program: string): boolean {
  return existsSync(program) && starts(program);
}

/**
 * Finds a Chromium for the browser tests: this system's, else Playwright's own (installed now if need be), else
 * Debian's package when root may install it. Throws, saying what to install, when there is none.
 */
export function findBrowser(say: (line: string) => void): string {
  const wanted = [process.env["CHROMIUM"], ...systemBrowsers, chromium.executablePath()];
  const present = wanted.find((program) => program !== undefined && isBrowser(program));
  if (present !== undefined) return present;
  say("No Chromium found: installing Playwright's own");
  spawnSync("npx", ["playwright", "install", "chromium"], { stdio: "inherit", timeout: 600_000 });
  if (isBrowser(chromium.executablePath())) return chromium.executablePath();
  installPackage("chromium", say);
  const installed = systemBrowsers.find(isBrowser);
  if (installed !== undefined) return installed;
  throw new Error(
    "The browser tests need Chromium. Install it (Debian, Ubuntu: apt install chromium), or name one: CHROMIUM=/path/to/chromium npm test",
  );
}
