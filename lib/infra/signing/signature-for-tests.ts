import "server-only";
import { execFileSync } from "node:child_process";
import { webcrypto } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as pkijs from "pkijs";
import { iinSchema } from "@/lib/kernel/iin";
import { bufferOf } from "./certificate";
import { issueCertificate, keyUsageBits, makeKeyPair, signingKey } from "./test-ca/issue-certificate";
import { openKeyFile } from "./key-file";
import type { KeyFile } from "./key-file";
import { personCertificate } from "./test-ca/person-certificate";
import { signWithTestKey } from "./test-ca/sign-with-test-key";
import { testKeyPassword } from "./test-ca/test-ca";

/** The moment at which everything in these tests happens. */
export const now = new Date("2026-03-02T05:00:00.000Z");

/** Two invented people. */
export const aliya = {
  iin: iinSchema.parse("900101400013"),
  surname: "ҚАСЫМОВА",
  givenName: "ӘЛИЯ",
  patronymic: "БОЛАТҚЫЗЫ",
};
export const marat = { iin: iinSchema.parse("850315300029"), surname: "ЖҮНІСОВ", givenName: "МАРАТ" };

/** A folder of its own, outside the checkout. */
export function temporaryFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "portal-signing-"));
}

const judge = "openssl";

/** Runs the openssl program, which judges independently of the code under test. Fails with a plain sentence without it. */
export function openssl(...parameters: string[]): string {
  try {
    return execFileSync(judge, parameters, { encoding: "utf8", stdio: "pipe" });
  } catch (reason) {
    if (reason instanceof Error && "code" in reason && reason.code === "ENOENT") {
      throw new Error("These tests need the openssl program (Debian: apt install openssl).", { cause: reason });
    }
    throw reason;
  }
}

/** A signature made as ever, then changed by `change`, then signed anew with the same key: a signer who cheats or errs. */
export async function signOtherwise(
  bytes: Uint8Array,
  file: Uint8Array,
  change: (content: pkijs.SignedData, signer: pkijs.SignerInfo) => void,
): Promise<Uint8Array> {
  const made = await signWithTestKey(bytes, file, testKeyPassword, now);
  const content = contentOf(made);
  const [signer] = content.signerInfos;
  if (!signer) throw new Error("A signature without a signer.");
  change(content, signer);
  const key = await signingKey(openKeyFile(file, testKeyPassword).privateKey);
  if (signer.signedAttrs) {
    const { attributes } = signer.signedAttrs;
    signer.signedAttrs = new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes });
    const encoded = new Uint8Array(signer.signedAttrs.toSchema().toBER(false));
    encoded[0] = 0x31;
    const signature = await webcrypto.subtle.sign("RSASSA-PKCS1-v1_5", key, encoded);
    signer.signature = pkijs.SignerInfo.defaultValues("signature");
    signer.signature.valueBlock.valueHexView = new Uint8Array(signature);
  }
  return encode(content);
}

/**
 * A key that anybody can make: its certificate comes with so many authorities, all of one name and one key, so that each has issued the
 * certificate and each of the others. None leads to a root.
 */
export async function keyWithAuthorities(count: number, bin?: string): Promise<KeyFile> {
  const [own, theirs] = [await makeKeyPair(2048), await makeKeyPair(2048)];
  const content = {
    subject: [["2.5.4.3", "БӨТЕН ОРТАЛЫҚ"]],
    publicKey: theirs.publicKey,
    notBefore: new Date("2020-01-01T00:00:00Z"),
    notAfter: new Date("2040-01-01T00:00:00Z"),
    keyUsage: [keyUsageBits.keyCertSign, keyUsageBits.cRLSign],
    authority: {},
  } as const;
  const authorities = await Promise.all(
    Array.from({ length: count }, () => issueCertificate(content, { selfSignedWith: theirs.privateKey })),
  );
  const [certificate = new Uint8Array()] = authorities;
  const holder = bin === undefined ? aliya : { ...aliya, bin, organisation: "«ЖЕЛ» ЖШС" };
  const person = { ...personCertificate(holder, "valid"), publicKey: own.publicKey };
  const leaf = await issueCertificate(person, { certificate, privateKey: theirs.privateKey });
  return { privateKey: own.privateKey, certificates: [leaf, ...authorities] };
}

/** The signed content of a CMS. */
export function contentOf(cms: Uint8Array): pkijs.SignedData {
  return new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(bufferOf(cms)).content });
}

/** A CMS around signed content. */
export function encode(content: pkijs.SignedData): Uint8Array {
  const outer = new pkijs.ContentInfo({ contentType: "1.2.840.113549.1.7.2", content: content.toSchema(true) });
  return new Uint8Array(outer.toSchema().toBER(false));
}

/** The same bytes with one bit turned over. */
export function flip(bytes: Uint8Array, position: number): Uint8Array {
  const changed = new Uint8Array(bytes);
  const index = position % changed.length;
  changed[index] = (changed[index] ?? 0) ^ 1;
  return changed;
}
