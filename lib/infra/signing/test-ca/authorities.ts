import "server-only";
import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { issueCertificate, keyUsageBits, makeKeyPair } from "./issue-certificate";
import type { Authority, NamePart } from "./issue-certificate";

/** The chain of the test authority and its OCSP responder. */
export type Authorities = { root: Authority; intermediate: Authority; responder: Authority };

/** Common names of the authorities, letter for letter those of the National Certification Authority with TEST behind. */
const authorityNames = {
  root: "НЕГІЗГІ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (RSA) TEST",
  intermediate: "ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (RSA) TEST",
  responder: "OCSP RESPONDER (RSA) TEST",
} as const;

const files = ["root", "intermediate", "responder"] as const;
const notBefore = new Date("2020-01-01T00:00:00+05:00");
const notAfter = new Date("2045-01-01T00:00:00+05:00");

function named(commonName: string): readonly NamePart[] {
  return [
    ["2.5.4.6", "KZ"],
    ["2.5.4.3", commonName],
  ];
}

/**
 * The authorities kept in `folder`, made there once. Two processes that come at the same moment both make them, and the first
 * whole folder to be put in place is everyone's: a directory cannot be renamed over one with files in it.
 */
export async function openAuthorities(folder: string): Promise<Authorities> {
  const kept = await read(folder);
  if (kept) return kept;
  const made = await make();
  const draft = `${folder}.${randomBytes(6).toString("hex")}`;
  await mkdir(draft, { recursive: true, mode: 0o700 });
  for (const file of files) {
    await writeFile(path.join(draft, `${file}.crt.pem`), pem("CERTIFICATE", made[file].certificate));
    await writeFile(path.join(draft, `${file}.key.pem`), pem("PRIVATE KEY", made[file].privateKey), { mode: 0o600 });
  }
  try {
    await rename(draft, folder);
    return made;
  } catch (reason) {
    await rm(draft, { recursive: true, force: true });
    const theirs = await read(folder);
    if (theirs) return theirs;
    throw reason;
  }
}

async function make(): Promise<Authorities> {
  const [rootKey, intermediateKey, responderKey] = await Promise.all([
    makeKeyPair(4096),
    makeKeyPair(4096),
    makeKeyPair(2048),
  ]);
  const authorityUsage = [keyUsageBits.keyCertSign, keyUsageBits.cRLSign];
  const root = {
    privateKey: rootKey.privateKey,
    certificate: await issueCertificate(
      {
        subject: named(authorityNames.root),
        publicKey: rootKey.publicKey,
        notBefore,
        notAfter,
        keyUsage: authorityUsage,
        authority: {},
      },
      { selfSignedWith: rootKey.privateKey },
    ),
  };
  const intermediate = {
    privateKey: intermediateKey.privateKey,
    certificate: await issueCertificate(
      {
        subject: named(authorityNames.intermediate),
        publicKey: intermediateKey.publicKey,
        notBefore,
        notAfter,
        keyUsage: authorityUsage,
        authority: { pathLength: 0 },
      },
      root,
    ),
  };
  const responder = {
    privateKey: responderKey.privateKey,
    certificate: await issueCertificate(
      {
        subject: named(authorityNames.responder),
        publicKey: responderKey.publicKey,
        notBefore,
        notAfter,
        keyUsage: [keyUsageBits.digitalSignature],
        extendedKeyUsage: ["1.3.6.1.5.5.7.3.9"],
        isResponder: true,
      },
      intermediate,
    ),
  };
  return { root, intermediate, responder };
}

async function read(folder: string): Promise<Authorities | null> {
  try {
    const [root, intermediate, responder] = await Promise.all([
      readAuthority(folder, "root"),
      readAuthority(folder, "intermediate"),
      readAuthority(folder, "responder"),
    ]);
    return { root, intermediate, responder };
  } catch (reason) {
    if (reason instanceof Error && "code" in reason && reason.code === "ENOENT") return null;
    throw reason;
  }
}

async function readAuthority(folder: string, file: (typeof files)[number]): Promise<Authority> {
  return {
    certificate: fromPem(await readFile(path.join(folder, `${file}.crt.pem`), "utf8")),
    privateKey: fromPem(await readFile(path.join(folder, `${file}.key.pem`), "utf8")),
  };
}

function pem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}

function fromPem(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.replace(/-----[A-Z ]+-----/g, ""), "base64"));
}
