import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { signWithFileKey } from "./sign-with-file-key-crypto";
import type { FileKeyRequest } from "./sign-with-file-key-crypto";

vi.setConfig({ testTimeout: 30_000 });
const folder = mkdtempSync(path.join(tmpdir(), "portal-file-key-"));
const at = (name: string) => path.join(folder, name);
const iin = "900101400013";
const password = "Құпия сөз 1";

const judge = "openssl";

/** openssl makes the keys and judges the signatures: it knows nothing of the code under test. */
function openssl(...parameters: string[]): string {
  try {
    return execFileSync(judge, parameters, { encoding: "utf8", stdio: "pipe" });
  } catch (reason) {
    if (reason instanceof Error && "code" in reason && reason.code === "ENOENT") {
      throw new Error("These tests need the openssl program (Debian: apt install openssl).", { cause: reason });
    }
    throw reason;
  }
}

type Certificate = { keyUsage?: string; extendedKeyUsage?: string; days?: string; algorithm?: string };

function makeCertificate(name: string, certificate: Certificate = {}): void {
  const { keyUsage = "digitalSignature,nonRepudiation", extendedKeyUsage = "emailProtection" } = certificate;
  openssl(
    ...["req", "-x509", "-newkey", certificate.algorithm ?? "rsa:2048", "-nodes", "-utf8"],
    ...(certificate.algorithm === "ec" ? ["-pkeyopt", "ec_paramgen_curve:P-256"] : []),
    ...["-keyout", at(`${name}.key`), "-out", at(`${name}.crt`), "-days", certificate.days ?? "365"],
    ...["-subj", `/CN=ҚАСЫМОВА ӘЛИЯ/surname=ҚАСЫМОВА/serialNumber=IIN${iin}/C=KZ`],
    ...["-addext", `keyUsage=critical,${keyUsage}`, "-addext", `extendedKeyUsage=${extendedKeyUsage}`],
  );
}

function pack(name: string, file: string, ...more: string[]): void {
  const output = ["-out", at(file), "-passout", `pass:${password}`];
  openssl("pkcs12", "-export", "-inkey", at(`${name}.key`), "-in", at(`${name}.crt`), ...output, ...more);
}

let today: Date;
beforeAll(() => {
  makeCertificate("sign");
  makeCertificate("auth", { keyUsage: "digitalSignature,keyEncipherment", extendedKeyUsage: "clientAuth" });
  makeCertificate("encipher", { keyUsage: "keyEncipherment" });
  makeCertificate("elliptic", { algorithm: "ec" });
  pack("sign", "sign.p12");
  pack("sign", "aes128.p12", "-certpbe", "AES-128-CBC", "-keypbe", "AES-128-CBC");
  pack("sign", "old.p12", "-legacy");
  pack(
    "sign",
    "mixed.p12",
    "-legacy",
    "-certpbe",
    "AES-256-CBC",
    "-keypbe",
    "PBE-SHA1-3DES",
    "-passout",
    "pass:Qwerty12",
  );
  pack("sign", "open.p12", "-certpbe", "NONE", "-keypbe", "NONE");
  pack("auth", "auth.p12");
  pack("auth", "auth-old.p12", "-legacy");
  pack("encipher", "encipher.p12");
  pack("elliptic", "elliptic.p12");
  openssl(
    "pkcs12",
    "-export",
    "-nokeys",
    "-in",
    at("sign.crt"),
    "-out",
    at("alone.p12"),
    "-passout",
    `pass:${password}`,
  );
  const from = openssl("x509", "-in", at("sign.crt"), "-noout", "-startdate").trim().replace("notBefore=", "");
  today = new Date(Date.parse(from) + 60_000);
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const document = new TextEncoder().encode('{"құжат":1}');

function sign(file: string, changes: Partial<FileKeyRequest> = {}) {
  return signWithFileKey({
    file: new Uint8Array(readFileSync(at(file))),
    password,
    document,
    at: today,
    expectedIin: iin,
    purpose: "document",
    ...changes,
  });
}

function failed(error: string) {
  return { ok: false, error };
}

describe("signing with a file key", () => {
  it.each([
    ["AES-256", "sign.p12"],
    ["AES-128", "aes128.p12"],
    ["RC2 and 3DES", "old.p12"],
    ["no cipher", "open.p12"],
  ])("works with a file under %s", async (_cipher, file) => {
    const result = await sign(file);
    if (!result.ok) throw new Error(result.error);
    writeFileSync(at("cms"), Buffer.from(result.value, "base64"));
    writeFileSync(at("document"), document);
    writeFileSync(at("other"), "другое");
    const verify = (content: string) =>
      openssl(
        ...["cms", "-verify", "-cades", "-inform", "DER", "-in", at("cms"), "-content", at(content), "-binary"],
        ...["-CAfile", at("sign.crt"), "-purpose", "any", "-no_check_time", "-out", at("out")],
      );
    expect(() => verify("document")).not.toThrow();
    expect(() => verify("other")).toThrow();
    const structure = openssl("cms", "-cmsout", "-print", "-inform", "DER", "-in", at("cms"));
    expect(structure).toMatch(/eContent:\s+<ABSENT>/);
    expect(structure).toContain("signingTime");
  });

  it("works with a file that mixes old and new", async () => {
    expect(await sign("mixed.p12", { password: "Qwerty12" })).toMatchObject({ ok: true });
  });

  it.each(["sign.p12", "old.p12", "mixed.p12"])("names a wrong password for %s", async (file) => {
    expect(await sign(file, { password: "қате" })).toEqual(failed("wrong-password"));
    expect(await sign(file, { password: "" })).toEqual(failed("wrong-password"));
  });

  it("names what is no key file", async () => {
    expect(await sign("sign.crt")).toEqual(failed("not-a-key-file"));
    expect(await sign("sign.p12", { file: new Uint8Array() })).toEqual(failed("not-a-key-file"));
    expect(await sign("sign.p12", { file: new Uint8Array(1_048_577) })).toEqual(failed("not-a-key-file"));
  });

  it("names a file without a key that signs", async () => {
    expect(await sign("alone.p12")).toEqual(failed("no-signing-key"));
    expect(await sign("encipher.p12")).toEqual(failed("no-signing-key"));
    expect(await sign("auth.p12")).toEqual(failed("no-signing-key"));
    expect(await sign("auth-old.p12")).toEqual(failed("no-signing-key"));
  });

  it("takes an authentication key for signing in, whoever it belongs to", async () => {
    expect(await sign("auth.p12", { purpose: "sign-in", expectedIin: null })).toMatchObject({ ok: true });
  });

  it("names a key of another kind", async () => {
    expect(await sign("elliptic.p12")).toEqual(failed("unsupported-key"));
  });

  it("names another person's key", async () => {
    expect(await sign("sign.p12", { expectedIin: "850315300029" })).toEqual(failed("wrong-person"));
  });

  it("tells before sending that the certificate is out of its time, both ends included", async () => {
    const from = today.getTime() - 60_000;
    const until = from + 365 * 24 * 60 * 60_000;
    expect(await sign("sign.p12", { at: new Date(from) })).toMatchObject({ ok: true });
    expect(await sign("sign.p12", { at: new Date(from - 1) })).toEqual(failed("certificate-not-yet-valid"));
    expect(await sign("sign.p12", { at: new Date(until) })).toMatchObject({ ok: true });
    expect(await sign("sign.p12", { at: new Date(until + 1) })).toEqual(failed("certificate-expired"));
  });
});
