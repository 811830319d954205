import "server-only";
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from "node:crypto";
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The portal's own key, with which it signs where its logs stand. */
export interface LogKey {
  /** The first half of the SHA-256 of the public key, in hex. */
  readonly id: string;
  readonly sign: (bytes: Uint8Array) => Uint8Array;
  readonly verify: (bytes: Uint8Array, signature: Uint8Array) => boolean;
}

/**
 * The Ed25519 key in DATA_DIR, made once and kept there, readable by this user only; its public half lies beside it, for whoever checks
 * the logs elsewhere. Two processes that start at the same time get the same one.
 */
export function openLogKey(dataDir: string): LogKey {
  const file = path.join(dataDir, "log-key.pem");
  if (!existsSync(file)) make(file);
  const privateKey = createPrivateKey(readFileSync(file, "utf8"));
  const publicKey = createPublicKey(privateKey);
  return {
    id: idOf(publicKey),
    sign: (bytes) => new Uint8Array(sign(null, bytes, privateKey)),
    verify: (bytes, signature) => verify(null, bytes, publicKey, signature),
  };
}

function make(file: string): void {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const draft = `${file}.${String(process.pid)}`;
  writeFileSync(draft, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  try {
    // A link fails when the file is there already: whoever came first wins.
    linkSync(draft, file);
    writeFileSync(file.replace(/\.pem$/, ".pub.pem"), publicKey.export({ type: "spki", format: "pem" }), {
      mode: 0o644,
    });
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(draft);
  }
}

function idOf(publicKey: KeyObject): string {
  return createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("hex")
    .slice(0, 32);
}
