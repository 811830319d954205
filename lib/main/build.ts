import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { claim, runs } from "./processes";

export const rootDirectory = path.resolve(import.meta.dirname, "..", "..");

/** Arguments and variables for a child (with a channel) that ends when this process does, however that one ended. */
export const leaving = ["--import", pathToFileURL(path.join(import.meta.dirname, "leave-with-supervisor.mjs")).href];
export const leavingVariables = { PORTAL_SUPERVISOR: String(process.pid) };

/** Where Next.js puts a build, as next.config.mjs reads it. */
export const distDirectory = path.join(rootDirectory, process.env["NEXT_DIST_DIR"] ?? ".next");

/** Marks of the processes at work on this checkout; node_modules is never committed and never shared. */
const marksDirectory = path.join(rootDirectory, "node_modules", ".cache", "portal");

function markFile(kind: "lock" | "user", of: string): string {
  mkdirSync(marksDirectory, { recursive: true });
  return path.join(marksDirectory, `${path.basename(of)}.${kind}`);
}

const sources = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema.prisma",
  "package-lock.json",
  "package.json",
  "next.config.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
  "proxy.ts",
  "instrumentation.ts",
];

/** Files that change nothing about a build: tests, the supervisor's own, what Prisma generates. */
const notBuilt =
  /\.(test|spec)\.tsx?$|^lib\/infra\/db\/generated\/|^lib\/main\/(start|test|build|postgres|played-ncalayer)/;

function filesUnder(place: string): string[] {
  const absolute = path.join(rootDirectory, place);
  if (!existsSync(absolute)) return [];
  const entries = readdirSync(absolute, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(rootDirectory, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/"));
}

function fingerprintOf(files: readonly string[]): string {
  const hash = createHash("sha256");
  // A build knows the place that it was made in: a checkout that was moved is built again.
  hash.update(rootDirectory);
  for (const file of [...files].sort()) {
    hash.update(`\n${file}\n`).update(readFileSync(path.join(rootDirectory, file)));
  }
  return hash.digest("hex");
}

function sourceFingerprint(): string {
  const files = sources.flatMap((source) => (path.extname(source) === "" ? filesUnder(source) : [source]));
  return fingerprintOf(files.filter((file) => existsSync(path.join(rootDirectory, file)) && !notBuilt.test(file)));
}

/** Runs `work` while no other process of this machine does so under the same lock file; waits for its turn. */
async function alone<T>(lockFile: string, waiting: () => void, work: () => Promise<T>): Promise<T> {
  if (claim(lockFile, "lib/main/") !== undefined) {
    waiting();
    while (claim(lockFile, "lib/main/") !== undefined) await wait(300);
  }
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

/** Runs a Node program of node_modules. Its output is shown only when it fails, as part of the error. */
async function runQuietly(program: string, args: readonly string[], variables: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, [...leaving, path.join(rootDirectory, "node_modules", program), ...args], {
    cwd: rootDirectory,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...leavingVariables, ...variables },
  });
  let output = "";
  const collect = (chunk: Buffer) => {
    output += chunk.toString("utf8");
  };
  child.stdout?.on("data", collect);
  child.stderr?.on("data", collect);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`${output.trim()}\n\n"${path.basename(program)} ${args.join(" ")}" failed.`);
}

function readOr(file: string, otherwise: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : otherwise;
}

/** Makes Prisma's client from the schema, if the one there is of another schema. */
async function generateClient(say: (line: string) => void): Promise<void> {
  const generated = path.join(rootDirectory, "lib", "infra", "db", "generated");
  const mark = path.join(generated, ".fingerprint");
  const fingerprint = fingerprintOf(["prisma/schema.prisma", "package-lock.json"]);
  if (readOr(mark, "") === fingerprint && existsSync(path.join(generated, "client.ts"))) return;
  say("Generating the database client");
  // Generating needs no engine, yet Prisma downloads one unless it is told of a file that exists.
  await runQuietly("prisma/build/index.js", ["generate"], { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath });
  writeFileSync(mark, fingerprint);
}

/** What modules want to see while Next.js loads them to build; none of it is used or kept. */
const buildVariables = {
  NODE_ENV: "production",
  DATABASE_APP_URL: "postgresql://build@127.0.0.1:1/build",
  AUTH_SECRET: "build",
  IIN_HMAC_KEY: "build",
  PAYMENTS_CALLBACK_KEY: "build",
};

/** Generates what is generated from the sources; enough for types, tests and `next dev`. */
export async function ensureGenerated(say: (line: string) => void): Promise<void> {
  const lock = markFile("lock", "generated");
  await alone(
    lock,
    () => undefined,
    () => generateClient(say),
  );
}

/**
 * Builds the portal unless the build that is there was made from these very sources. Of several processes that want
 * this at once one builds and the others wait. Throws with the tools' output when building fails.
 */
export async function ensureBuilt(serverActionsKey: string | undefined, say: (line: string) => void): Promise<void> {
  await ensureGenerated(say);
  const mark = path.join(distDirectory, "portal-sources");
  const fingerprint = sourceFingerprint();
  const isBuilt = () => readOr(mark, "") === fingerprint && existsSync(path.join(distDirectory, "BUILD_ID"));
  if (isBuilt()) return;
  const waiting = () => {
    say("Another process is building the portal: waiting for it");
  };
  await alone(markFile("lock", distDirectory), waiting, async () => {
    if (isBuilt()) return;
    const user = userOfBuild(distDirectory);
    if (user !== undefined) {
      throw new Error(
        `A portal runs from ${distDirectory} (process ${String(user)}), and the sources have changed since. Stop it first, or build elsewhere: NEXT_DIST_DIR=.next-2 npm start`,
      );
    }
    say("Building the portal (only when its sources have changed; takes about half a minute)");
    rmSync(mark, { force: true });
    await runQuietly("next/dist/bin/next", ["build"], {
      ...buildVariables,
      ...(serverActionsKey === undefined ? {} : { NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: serverActionsKey }),
    });
    writeFileSync(mark, fingerprint);
    if (!isBuilt()) throw new Error("next build ended without a word and without a build. Start again.");
  });
}

const userMark = /\.user-(\d+)$/;

/** Notes that this process serves the build, so that nobody replaces it underneath. */
export function markBuildInUse(): void {
  writeFileSync(`${markFile("user", distDirectory)}-${String(process.pid)}`, "");
}

/** The process of another portal that runs from a build, or undefined. Forgets those that have ended. */
export function userOfBuild(directory: string): number | undefined {
  const mark = markFile("user", directory);
  for (const name of readdirSync(marksDirectory)) {
    const user = Number(userMark.exec(name)?.[1] ?? 0);
    if (!name.startsWith(`${path.basename(mark)}-`) || user === process.pid) continue;
    if (runs(user, "lib/main/start")) return user;
    rmSync(path.join(marksDirectory, name), { force: true });
  }
  return undefined;
}

if (import.meta.filename === process.argv[1]) {
  await ensureBuilt(process.env["NEXT_SERVER_ACTIONS_ENCRYPTION_KEY"], (line) => {
    process.stdout.write(`${line}\n`);
  });
}
