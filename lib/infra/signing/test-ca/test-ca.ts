import "server-only";
import { createHash, randomBytes, X509Certificate } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Trust } from "../chain";
import type { RevocationSource } from "../revocation";
import { openAuthorities } from "./authorities";
import type { Authorities } from "./authorities";
import { issueCertificate } from "./issue-certificate";
import type { KeyPair } from "./issue-certificate";
import { packKeyFile } from "./key-file";
import { keyPairSource } from "./key-stock";
import { personCertificate } from "./person-certificate";
import type { KeyOwner, TestKeyKind } from "./person-certificate";
import { makeCrl, makeOcspAnswer } from "./revocation-answers";
import { listRevoked, recordIssued, statusOf } from "./status";

/** The password of every test key. */
export const testKeyPassword = "Qwerty12";

/** Revoked keys were revoked before any clock the portal is played on. */
const revokedAt = new Date("2024-02-01T00:00:00+05:00");

/** A National Certification Authority of our own, for people who do not exist. */
export type TestCa = {
  /** The trust anchors that make its signatures believed. */
  readonly trust: Trust;
  /** The person's .p12 (password Qwerty12). The same person and kind give the same file again. */
  readonly testKey: (owner: KeyOwner, kind: TestKeyKind) => Promise<Uint8Array>;
  /** The list of what the authority with this DER certificate revoked; null for a stranger's. `now` is real time. */
  readonly crl: (issuer: Uint8Array, now: Date) => Promise<Uint8Array | null>;
  /** The OCSP answer to a request, DER both. `now` is real time. */
  readonly respond: (request: Uint8Array, now: Date) => Promise<Uint8Array>;
  /** The two above as the verifier asks them, in-process. `now` tells real time. */
  readonly revocationSource: (now: () => Date) => RevocationSource;
};

const opened = new Map<string, Promise<TestCa>>();

/** The test authority kept under `<dataDir>/ca`, made there at the first call (some seconds: two RSA 4096 keys). */
export function openTestCa(dataDir: string): Promise<TestCa> {
  const key = path.resolve(dataDir);
  let ca = opened.get(key);
  if (!ca) {
    ca = open(key).catch((reason: unknown) => {
      opened.delete(key);
      throw reason;
    });
    opened.set(key, ca);
  }
  return ca;
}

async function open(dataDir: string): Promise<TestCa> {
  const folder = path.join(dataDir, "ca");
  await mkdir(dataDir, { recursive: true });
  const own = await openAuthorities(folder);
  const nextKeyPair = await keyPairSource(dataDir);
  let strangers: Promise<Authorities> | null = null;

  async function crl(issuer: Uint8Array, now: Date): Promise<Uint8Array | null> {
    if (Buffer.from(own.intermediate.certificate).equals(issuer)) {
      return makeCrl(own.intermediate, await listRevoked(folder), now);
    }
    return Buffer.from(own.root.certificate).equals(issuer) ? makeCrl(own.root, [], now) : null;
  }
  function respond(request: Uint8Array, now: Date): Promise<Uint8Array> {
    return makeOcspAnswer(request, own.intermediate, own.responder, (serial) => statusOf(folder, serial), now);
  }
  return {
    trust: { roots: [own.root.certificate], intermediates: [own.intermediate.certificate] },
    crl,
    respond,
    async testKey(owner, kind) {
      const file = path.join(dataDir, "keys", fileName(owner, kind));
      const kept = await readIfThere(file);
      if (kept) return kept;
      if (kind === "wrong-chain") strangers ??= openAuthorities(path.join(dataDir, "ca-of-strangers"));
      const authorities = kind === "wrong-chain" && strangers ? await strangers : own;
      const made = await makeTestKey(authorities, owner, kind, await nextKeyPair(), folder);
      return putInPlace(file, made);
    },
    revocationSource: (now) => ({
      ocsp: (request) => respond(request, now()),
      crl: async (issuer) => (await crl(issuer, now())) ?? "unavailable",
    }),
  };
}

async function makeTestKey(
  authorities: Authorities,
  owner: KeyOwner,
  kind: TestKeyKind,
  { privateKey, publicKey }: KeyPair,
  folder: string,
): Promise<Uint8Array> {
  const certificate = await issueCertificate(
    { ...personCertificate(owner, kind), publicKey },
    authorities.intermediate,
  );
  if (kind !== "wrong-chain") {
    const { serialNumber } = new X509Certificate(certificate);
    await recordIssued(
      folder,
      serialNumber,
      kind === "revoked" ? { status: "revoked", at: revokedAt } : { status: "good" },
    );
  }
  const certificates = [certificate, authorities.intermediate.certificate, authorities.root.certificate];
  return packKeyFile({ privateKey, certificates }, testKeyPassword);
}

/** Someone whose name was changed gets a new key, as in life: the name is part of what makes the file. */
function fileName(owner: KeyOwner, kind: TestKeyKind): string {
  const { iin, bin, organisation, surname, givenName, patronymic, right = "head" } = owner;
  if (!/^[0-9]{12}$/.test(iin)) throw new Error("A test key needs an IIN of 12 digits.");
  const names = JSON.stringify([
    surname,
    givenName,
    patronymic ?? "",
    bin ?? "",
    organisation ?? "",
    ...(right === "head" ? [] : [right]),
  ]);
  return `${iin}-${kind}-${createHash("sha256").update(names).digest("hex").slice(0, 8)}.p12`;
}

async function readIfThere(file: string): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (reason) {
    if (reason instanceof Error && "code" in reason && reason.code === "ENOENT") return null;
    throw reason;
  }
}

/** Puts the file in place whole, unless another process was first: then theirs is the person's key. */
async function putInPlace(file: string, content: Uint8Array): Promise<Uint8Array> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, content, { mode: 0o600 });
  try {
    await link(draft, file);
    return content;
  } catch {
    return new Uint8Array(await readFile(file));
  } finally {
    await rm(draft, { force: true });
  }
}
