import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readCertificate } from "../certificate";
import { aliya, flip, marat, now, openssl, temporaryFolder } from "../signature-for-tests";
import { openAuthorities } from "./authorities";
import type { Authorities } from "./authorities";
import { openKeyFile } from "../key-file";
import { testKeyKinds } from "./person-certificate";
import type { KeyOwner, TestKeyKind } from "./person-certificate";
import { signWithTestKey } from "./sign-with-test-key";
import { openTestCa, testKeyPassword } from "./test-ca";
import type { TestCa } from "./test-ca";

vi.setConfig({ testTimeout: 60_000 });
const folder = temporaryFolder();
const at = (name: string) => path.join(folder, name);
const root = at("ca/root.crt.pem");
const intermediate = at("ca/intermediate.crt.pem");
let ca: TestCa;
let together: readonly Authorities[];

beforeAll(async () => {
  together = await Promise.all([openAuthorities(at("ca")), openAuthorities(at("ca"))]);
  ca = await openTestCa(folder);
}, 120_000);

afterAll(() => rm(folder, { recursive: true }));

/** Writes the person's certificate as PEM and gives its path. */
async function certificateOf(kind: TestKeyKind, owner: KeyOwner = aliya): Promise<string> {
  const file = at(`${owner.iin}-${kind}.p12`);
  await writeFile(file, await ca.testKey(owner, kind));
  const pem = file.replace(".p12", ".pem");
  openssl("pkcs12", "-in", file, "-passin", `pass:${testKeyPassword}`, "-nokeys", "-clcerts", "-out", pem);
  return pem;
}

function textOf(pem: string): string {
  return openssl("x509", "-in", pem, "-noout", "-text", "-nameopt", "utf8,sep_multiline,space_eq,lname");
}

/** The lines of a section of openssl's text, up to the next one. */
function section(text: string, title: string): string {
  const [, after = ""] = text.split(title);
  return after.split("\n").slice(1, 2).join().trim();
}

describe("the authorities", () => {
  it("are made once, though two processes come at the same moment", async () => {
    expect(together[0]).toEqual(together[1]);
    expect(await openAuthorities(at("ca"))).toEqual(together[0]);
    expect((await readdir(folder)).filter((name) => name.startsWith("ca."))).toEqual([]);
  });

  it("bear the names and keys of the NCA's, letter for letter", () => {
    const rootText = textOf(root);
    const text = textOf(intermediate);
    expect(rootText).toContain("commonName = НЕГІЗГІ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (RSA) TEST");
    expect(text).toContain("commonName = ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (RSA) TEST");
    for (const authority of [rootText, text]) {
      expect(authority).toContain("Public-Key: (4096 bit)");
      expect(authority).toContain("Signature Algorithm: sha256WithRSAEncryption");
      expect(section(authority, "X509v3 Key Usage: critical")).toBe("Certificate Sign, CRL Sign");
      expect(section(authority, "X509v3 Basic Constraints: critical")).toMatch(/^CA:TRUE/);
    }
  });
});

describe("a person's certificate", () => {
  it("says what the NCA's says", async () => {
    const text = textOf(await certificateOf("valid"));
    const subject = text.split("Subject:\n")[1]?.split("\n        Subject Public Key")[0] ?? "";
    expect(subject.split("\n").map((line) => line.trim().split(" = "))).toEqual([
      ["commonName", "ҚАСЫМОВА ӘЛИЯ"],
      ["surname", "ҚАСЫМОВА"],
      ["serialNumber", `IIN${aliya.iin}`],
      ["countryName", "KZ"],
      ["givenName", "БОЛАТҚЫЗЫ"],
    ]);
    expect(text).toContain("Public-Key: (2048 bit)");
    expect(text).toContain("Signature Algorithm: sha256WithRSAEncryption");
    expect(section(text, "X509v3 Key Usage: critical")).toBe("Digital Signature, Non Repudiation");
    expect(section(text, "X509v3 Extended Key Usage")).toBe("E-mail Protection, 1.2.398.3.3.4.1.1");
    expect(section(text, "X509v3 Certificate Policies")).toBe("Policy: 1.2.398.3.3.2.3");
    expect(section(text, "X509v3 Basic Constraints: critical")).toBe("CA:FALSE");
    expect(text).toContain("Not Before: Dec 31 19:00:00 2023 GMT");
  });

  it("has no patronymic where the person has none", async () => {
    expect(textOf(await certificateOf("valid", marat))).not.toContain("givenName");
  });

  it("of the older kind only signs in", async () => {
    const text = textOf(await certificateOf("auth-only"));
    expect(section(text, "X509v3 Key Usage: critical")).toBe("Digital Signature, Key Encipherment");
    expect(section(text, "X509v3 Extended Key Usage")).toBe("TLS Web Client Authentication, 1.2.398.3.3.4.1.1");
    expect(section(text, "X509v3 Certificate Policies")).toBe("Policy: 1.2.398.3.3.2.4");
  });

  it("for an organisation names it and its head", async () => {
    const owner = { ...aliya, bin: "990340000011", organisation: "«ЖЕЛ» ЖШС" };
    const text = textOf(await certificateOf("valid", owner));
    expect(text).toContain("organizationName = «ЖЕЛ» ЖШС");
    expect(text).toContain("organizationalUnitName = BIN990340000011");
    expect(section(text, "X509v3 Extended Key Usage")).toBe(
      "E-mail Protection, 1.2.398.3.3.4.1.2, 1.2.398.3.3.4.1.2.1",
    );
    expect(section(text, "X509v3 Certificate Policies")).toBe("Policy: 1.2.398.3.3.2.1");
  });

  it("is the same each time, and another one for another name, kind or person", async () => {
    const [first, second] = await Promise.all([ca.testKey(marat, "valid"), ca.testKey(marat, "valid")]);
    expect(first).toEqual(second);
    expect(await ca.testKey(marat, "valid")).toEqual(first);
    expect(await ca.testKey({ ...marat, surname: "ОСПАНОВ" }, "valid")).not.toEqual(first);
    expect(await ca.testKey(marat, "expired")).not.toEqual(first);
    expect(await ca.testKey({ ...marat, iin: aliya.iin }, "valid")).not.toEqual(first);
  });

  it("is not made for what is no IIN: the file would lie elsewhere", async () => {
    await expect(ca.testKey({ ...marat, iin: "../../0000000" }, "valid")).rejects.toThrow("12 digits");
  });
});

describe("openssl, an independent judge,", () => {
  it("verifies the chain and the revocation list", async () => {
    const valid = await certificateOf("valid");
    const revoked = await certificateOf("revoked");
    const crl = at("ca.crl");
    const der = at("ca.crl.der");
    const [issuer] = ca.trust.intermediates;
    await writeFile(der, (issuer && (await ca.crl(issuer, now))) ?? new Uint8Array());
    openssl("crl", "-inform", "DER", "-in", der, "-out", crl);
    const judge = (certificate: string, ...more: string[]) =>
      openssl(
        "verify",
        ...["-attime", String(now.getTime() / 1000), "-CAfile", root, "-untrusted", intermediate, ...more, certificate],
      );
    expect(judge(valid)).toContain("OK");
    expect(judge(valid, "-crl_check", "-CRLfile", crl)).toContain("OK");
    expect(() => judge(revoked, "-crl_check", "-CRLfile", crl)).toThrow("certificate revoked");
    expect(() => judge(at("missing.pem"))).toThrow();
    const stranger = await certificateOf("wrong-chain");
    expect(() => judge(stranger)).toThrow("verification failed");
  });

  it("asks our responder, and gets the answer it expects", async () => {
    const asked = at("request.der");
    const answered = at("answer.der");
    for (const [kind, status] of [
      ["valid", ": good"],
      ["revoked", ": revoked"],
      ["wrong-chain", ": unknown"],
    ] as const) {
      const certificate = await certificateOf(kind);
      const question = ["-issuer", intermediate, "-cert", certificate];
      openssl("ocsp", ...question, "-reqout", asked);
      await writeFile(answered, await ca.respond(new Uint8Array(await readFile(asked)), now));
      const verdict = [
        "-no_nonce",
        "-validity_period",
        "999999999",
        "-respin",
        answered,
        "-CAfile",
        root,
        "-attime",
        String(now.getTime() / 1000),
      ];
      expect(openssl("ocsp", ...question, ...verdict)).toContain(`${certificate}${status}`);
    }
  });

  it("verifies a signature of ours, and refuses it over other content", async () => {
    const bytes = new TextEncoder().encode("қол қойылған құжат");
    const cms = await signWithTestKey(bytes, await ca.testKey(aliya, "valid"), testKeyPassword, now);
    await writeFile(at("cms.der"), cms);
    await writeFile(at("content"), bytes);
    await writeFile(at("other"), flip(bytes, 2));
    const judge = (content: string) =>
      openssl(
        ...["cms", "-verify", "-cades", "-inform", "DER", "-in", at("cms.der"), "-content", at(content), "-binary"],
        ...["-CAfile", root, "-purpose", "any", "-attime", String(now.getTime() / 1000), "-out", at("out")],
      );
    expect(() => judge("content")).not.toThrow();
    expect(() => judge("other")).toThrow("Verification failure");
  });
});

describe("a key file", () => {
  it("opens with its password alone, and holds key and chain", async () => {
    const file = await ca.testKey(aliya, "valid");
    const { certificates } = openKeyFile(file, testKeyPassword);
    expect(certificates.map((der) => readCertificate(der)?.isCertificateAuthority)).toEqual([false, true, true]);
    expect(() => openKeyFile(file, "qwerty12")).toThrow("password");
  });

  it("is enciphered with AES-256, which browsers open", async () => {
    const kinds = await Promise.all(testKeyKinds.map((kind) => ca.testKey(aliya, kind)));
    const aes256 = Buffer.from("060960864801650304012a", "hex");
    for (const kind of kinds) expect(Buffer.from(kind).includes(aes256)).toBe(true);
  });
});
