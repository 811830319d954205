import "server-only";
import { createHash } from "node:crypto";
import { openKeyFile } from "../key-file";
import { makeDetachedSignature } from "../make-signature";

/**
 * Signs `bytes` with a key file on the server, as the person's browser, NCALayer or phone would: a detached CMS
 * (CAdES-BES, DER). `at` is the signing time that the CMS claims. For walks, fakes and tests. Throws on a wrong password.
 */
export async function signWithTestKey(
  bytes: Uint8Array,
  file: Uint8Array,
  password: string,
  at: Date,
): Promise<Uint8Array> {
  const digest = new Uint8Array(createHash("sha256").update(bytes).digest());
  return makeDetachedSignature(digest, openKeyFile(file, password), at);
}
