import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { ensureGenerated, rootDirectory, userOfBuild } from "./build";
import { findBrowser } from "./test-browser";
import { ensurePoppler } from "./test-packages";
import { startTestedPortal } from "./test-portal";

/** How many of a step's checks held and how many did not; the tests among these by name. */
interface Count {
  passed: number;
  failed: number;
  names?: readonly string[];
}

interface Step {
  name: string;
  run: () => Promise<Count>;
  /** It only reads the sources: it may run beside others of its kind. */
  onlyReads?: true;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Tests must not depend on the settings of the shell that they are started from, nor touch its database. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const portals =
    /^(PORT|PORTAL_.*|DATA_DIR|DATABASE_.*|AUTH_.*|NEXTAUTH_.*|NEXT_SERVER_ACTIONS_ENCRYPTION_KEY|IIN_HMAC_KEY|PAYMENTS_CALLBACK_KEY|ORGANISATION_.*|MOCKS|QA_TOKEN|ENFORCE_LEGAL_PERIODS|NCANODE_URL|NCA_OCSP_URL|LOG_LEVEL|PG[A-Z]+)$/;
  const kept: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: "test", NEXT_TELEMETRY_DISABLED: "1" };
  for (const name of Object.keys(kept)) if (portals.test(name)) Reflect.deleteProperty(kept, name);
  return kept;
}

const environment = cleanEnvironment();
const results = mkdtempSync(path.join(tmpdir(), "portal-test-results-"));

/** Ctrl-C, or the build server's end of patience: what runs is ended, what was made is removed. */
const interrupted = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(name, () => {
    interrupted.abort();
  });
}

/** Runs a program of node_modules; its output goes to `output`, by default straight to the terminal. Answers whether it succeeded. */
async function tool(
  script: string,
  args: readonly string[],
  variables: Record<string, string> = {},
  output?: (text: string) => void,
): Promise<boolean> {
  const to = output ? "pipe" : "inherit";
  const child = spawn(process.execPath, [path.join(rootDirectory, "node_modules", script), ...args], {
    cwd: rootDirectory,
    env: { ...environment, ...variables },
    stdio: ["ignore", to, to],
    signal: interrupted.signal,
  });
  if (output) for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", output);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return code === 0;
}

function one(succeeded: boolean): Count {
  return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 };
}

/** A test program's own count; a program that failed without any failed test counts as one failure. */
function counted(file: string, succeeded: boolean, read: (report: unknown) => Count): Count {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { failed, ...count } = read(JSON.parse(readFileSync(file, "utf8")));
  return { ...count, failed: succeeded || failed > 0 ? failed : 1 };
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});

async function vitest(project: string): Promise<Count> {
  ensurePoppler(say);
  const file = path.join(results, `${project}.json`);
  const succeeded = await tool("vitest/vitest.mjs", [
    "run",
    `--project=${project}`,
    "--reporter=dot",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ]);
  return counted(file, succeeded, (report) => {
    const { numPassedTests, numFailedTests, numPendingTests, testResults } = vitestReport.parse(report);
    const names = testResults.flatMap(({ name, status, assertionResults }) => {
      const file = path.relative(rootDirectory, name);
      const tests = assertionResults.filter((one) => one.status !== "passed");
      // A file that cannot be loaded has no tests to name.
      return tests.length === 0 && status === "failed" ? [file] : tests.map(({ fullName }) => `${file}: ${fullName}`);
    });
    // A test that is skipped has not passed.
    return { passed: numPassedTests, failed: numFailedTests + numPendingTests, names };
  });
}

const playwrightSuite = z.object({
  specs: z.array(z.object({ ok: z.boolean(), title: z.string(), file: z.string(), line: z.number() })),
  get suites() {
    return z.array(playwrightSuite).optional();
  },
});
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  suites: z.array(playwrightSuite),
});

function failedSpecs({ specs, suites = [] }: z.infer<typeof playwrightSuite>): readonly string[] {
  const here = specs.filter(({ ok }) => !ok).map(({ file, line, title }) => `${file}:${String(line)}: ${title}`);
  return [...here, ...suites.flatMap(failedSpecs)];
}

async function browserTests(distDir: string): Promise<Count> {
  const browser = findBrowser(say);
  ensurePoppler(say);
  const portal = await startTestedPortal({ ...environment, NEXT_DIST_DIR: distDir });
  try {
    const file = path.join(results, "browser.json");
    const succeeded = await tool("@playwright/test/cli.js", ["test", "--reporter=list,json"], {
      ...portal.variables,
      NEXT_DIST_DIR: distDir,
      CHROMIUM: browser,
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    });
    if (!succeeded) say(`\nThe portal's last words:\n${portal.lastWords()}`);
    return counted(file, succeeded, (report) => {
      const { stats, suites } = playwrightReport.parse(report);
      const { expected, unexpected, flaky, skipped } = stats;
      return { passed: expected, failed: unexpected + flaky + skipped, names: suites.flatMap(failedSpecs) };
    });
  } finally {
    await portal.stop();
  }
}

// A portal that runs from the usual build keeps it.
const usual = process.env["NEXT_DIST_DIR"] ?? ".next";
const distDir = userOfBuild(path.join(rootDirectory, usual)) === undefined ? usual : ".next-test";

async function build(): Promise<Count> {
  return one(await tool("tsx/dist/cli.mjs", ["lib/main/build.ts"], { NEXT_DIST_DIR: distDir }));
}

/** A step that reads the sources; what it says comes in one piece. */
function reading(name: string, script: string, args: readonly string[]): Step {
  return {
    name,
    onlyReads: true,
    run: async () => {
      let said = "";
      const succeeded = await tool(script, args, {}, (text) => (said += text));
      heading(name);
      say(said.trim());
      return one(succeeded);
    },
  };
}

function heading(name: string): void {
  say(`\n── ${name} ${"─".repeat(70 - name.length)}`);
}

const steps: readonly Step[] = [
  {
    name: "generated code",
    run: async () => {
      await ensureGenerated(say);
      return one(await tool("next/dist/bin/next", ["typegen"], { NEXT_DIST_DIR: distDir }));
    },
  },
  reading("lint", "eslint/bin/eslint.js", ["."]),
  reading("types", "typescript/bin/tsc", ["--noEmit"]),
  reading("format", "prettier/bin/prettier.cjs", ["--check", "--log-level=warn", "."]),
  reading("boundaries", "dependency-cruiser/bin/dependency-cruise.mjs", ["lib", "app", "components", "e2e"]),
  reading("dead code", "knip/bin/knip.js", []),
  { name: "unit tests", run: () => vitest("pure") },
  { name: "database tests", run: () => vitest("database") },
  { name: "build", run: build },
  { name: "browser tests", run: () => browserTests(distDir) },
];

/** Runs one step; whatever it throws is its failure. */
async function outcomeOf(step: Step): Promise<Count & { seconds: number }> {
  const startedAt = performance.now();
  let count: Count;
  try {
    count = await step.run();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    count = { passed: 0, failed: 1 };
  }
  return { ...count, seconds: (performance.now() - startedAt) / 1000 };
}

const only = process.argv.slice(2);
const unknown = only.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  say(`There is no step "${unknown.join('", "')}". The steps: ${steps.map((step) => step.name).join(", ")}`);
  process.exit(2);
}

const rows: (Count & { name: string; seconds: number })[] = [];
const waiting = steps.filter(({ name }) => only.length === 0 || only.includes(name));

/** Runs the next of the waiting steps, and the next, as long as `may` says so. */
async function runWaiting(may: (step: Step) => boolean): Promise<void> {
  for (let step = waiting[0]; step && may(step) && !interrupted.signal.aborted; step = waiting[0]) {
    waiting.shift();
    if (!step.onlyReads) heading(step.name);
    rows.push({ name: step.name, ...(await outcomeOf(step)) });
  }
}

while (waiting.length > 0 && !interrupted.signal.aborted) {
  await runWaiting((step) => !step.onlyReads);
  await Promise.all(
    Array.from({ length: availableParallelism() }, () => runWaiting((step) => step.onlyReads === true)),
  );
}
rmSync(results, { recursive: true, force: true });
if (interrupted.signal.aborted) {
  say("\nInterrupted.");
  process.exit(130);
}

say(`\n── summary ${"─".repeat(63)}`);
for (const { name, passed, failed, names = [], seconds } of rows) {
  say(
    `${failed === 0 ? "✓" : "✗"} ${name.padEnd(16)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${seconds.toFixed(1).padStart(7)} s`,
  );
  for (const test of names) say(`    ${test}`);
}
const total = (pick: (row: Count) => number) => String(rows.reduce((sum, row) => sum + pick(row), 0));
say(`${total((row) => row.passed)} passed, ${total((row) => row.failed)} failed`);
process.exit(rows.some((row) => row.failed > 0) ? 1 : 0);
