import "server-only";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/** What the authority knows of a certificate it issued. */
export type CertificateStatus = { status: "good" } | { status: "revoked"; at: Date };

/** Serial numbers are upper-case hexadecimal; one small file each, so that processes need no lock between them. */
function fileOf(folder: string, serial: string): string {
  return path.join(folder, "issued", serial);
}

/** Writes down that a certificate was issued, revoked at once where the kind of key says so. */
export async function recordIssued(folder: string, serial: string, status: CertificateStatus): Promise<void> {
  await mkdir(path.join(folder, "issued"), { recursive: true });
  const text = status.status === "good" ? "good" : `revoked ${status.at.toISOString()}`;
  await writeFile(fileOf(folder, serial), text);
}

/** Null for a serial number that was never issued. */
export async function statusOf(folder: string, serial: string): Promise<CertificateStatus | null> {
  if (!/^[0-9A-F]{1,64}$/.test(serial)) return null;
  try {
    return parse(await readFile(fileOf(folder, serial), "utf8"));
  } catch (reason) {
    if (reason instanceof Error && "code" in reason && reason.code === "ENOENT") return null;
    throw reason;
  }
}

/** Everything revoked, with its instant. */
export async function listRevoked(folder: string): Promise<readonly { serial: string; at: Date }[]> {
  await mkdir(path.join(folder, "issued"), { recursive: true });
  const revoked: { serial: string; at: Date }[] = [];
  for (const serial of await readdir(path.join(folder, "issued"))) {
    const status = await statusOf(folder, serial);
    if (status?.status === "revoked") revoked.push({ serial, at: status.at });
  }
  return revoked;
}

function parse(text: string): CertificateStatus {
  return text.startsWith("revoked ") ? { status: "revoked", at: new Date(text.slice(8)) } : { status: "good" };
}
