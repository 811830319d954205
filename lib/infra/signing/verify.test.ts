import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import * as asn1js from "asn1js";
import fc from "fast-check";
import * as pkijs from "pkijs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { cmsFromText } from "./cms";
import {
  aliya,
  contentOf,
  encode,
  flip,
  keyWithAuthorities,
  marat,
  now,
  signOtherwise,
  temporaryFolder,
} from "./signature-for-tests";
import { openAuthorities } from "./test-ca/authorities";
import { issueCertificate, keyUsageBits, makeKeyPair } from "./test-ca/issue-certificate";
import { packKeyFile } from "./test-ca/key-file";
import { personCertificate } from "./test-ca/person-certificate";
import type { TestKeyKind } from "./test-ca/person-certificate";
import { signWithTestKey } from "./test-ca/sign-with-test-key";
import { openTestCa, testKeyPassword } from "./test-ca/test-ca";
import type { TestCa } from "./test-ca/test-ca";
import { signatureFailureReasons, verifySignature } from "./verify";
import type { SignatureToVerify } from "./verify";

const bytes = new TextEncoder().encode('{"nonce":"7f3a","service":"id-card-renewal"}');
const folder = temporaryFolder();
vi.setConfig({ testTimeout: 60_000 });
let ca: TestCa;
let key: Uint8Array;
let cms: Uint8Array;

beforeAll(async () => {
  ca = await openTestCa(folder);
  key = await ca.testKey(aliya, "valid");
  cms = await signWithTestKey(bytes, key, testKeyPassword, now);
}, 120_000);

afterAll(() => rm(folder, { recursive: true }));

function verify(changes: Partial<SignatureToVerify> = {}) {
  return verifySignature({
    bytes,
    cms,
    expected: { iin: aliya.iin },
    purpose: "document",
    at: now,
    realNow: now,
    trust: ca.trust,
    revocation: ca.revocationSource(() => now),
    ...changes,
  });
}

async function signedBy(kind: TestKeyKind): Promise<Uint8Array> {
  return signWithTestKey(bytes, await ca.testKey(aliya, kind), testKeyPassword, now);
}

function refused(reason: string) {
  return { ok: false, error: { reason } };
}

describe("a right signature", () => {
  it("tells who signed, with which certificate, and when", async () => {
    const result = await verify();
    expect(result).toMatchObject({
      ok: true,
      value: {
        signer: { iin: aliya.iin, bin: null, surname: "ҚАСЫМОВА", givenName: "ӘЛИЯ", patronymic: "БОЛАТҚЫЗЫ" },
        certificate: {
          issuer: "ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (RSA) TEST",
          notBefore: new Date("2024-01-01T00:00:00+05:00"),
          notAfter: new Date("2034-01-01T00:00:00+05:00"),
        },
        evidence: { checkedAt: now },
        signedAt: now,
        claimedAt: now,
      },
    });
  });

  it("is taken from whoever signed where nobody is expected yet, as at sign-in", async () => {
    expect(await verify({ expected: "whoever-signed", purpose: "sign-in" })).toMatchObject({ ok: true });
  });

  it("arrives as base64 with or without armour", () => {
    const text = Buffer.from(cms).toString("base64");
    expect(cmsFromText(text)).toEqual(cms);
    expect(cmsFromText(`-----BEGIN CMS-----\r\n${text}\r\n-----END CMS-----\n`)).toEqual(cms);
  });

  it("can be played in 2025", async () => {
    expect(await verify({ at: new Date("2025-06-01T00:00:00Z") })).toMatchObject({ ok: true });
  });
});

describe("the person", () => {
  it("must be the expected one", async () => {
    expect(await verify({ expected: { iin: marat.iin } })).toEqual(refused("wrong-person"));
  });

  it("does not sign for themselves with an organisation's key", async () => {
    const file = await ca.testKey({ ...aliya, bin: "990340000011" }, "valid");
    const signature = await signWithTestKey(bytes, file, testKeyPassword, now);
    expect(await verify({ cms: signature })).toEqual(refused("wrong-key-usage"));
    expect(await verify({ cms: signature, expected: { iin: aliya.iin, bin: "990340000011" } })).toMatchObject({
      ok: true,
      value: { signer: { bin: "990340000011" } },
    });
    expect(await verify({ cms: signature, expected: { iin: aliya.iin, bin: "990340000022" } })).toEqual(
      refused("other-entity"),
    );
    expect(await verify({ expected: { iin: aliya.iin, bin: "990340000011" } })).toEqual(refused("own-key"));
  });
});

describe("the certificate", () => {
  it("comes from the configured root, not from one of the same names", async () => {
    expect(await verify({ cms: await signedBy("wrong-chain") })).toEqual(refused("wrong-chain"));
  });

  it("is not asked about when no authority is configured", async () => {
    expect(await verify({ trust: { roots: [], intermediates: [] } })).toEqual(refused("revocation-unavailable"));
  });

  it("needs the authority between: neither offered nor configured, there is no chain", async () => {
    const content = contentOf(cms);
    content.certificates = content.certificates?.slice(0, 1) ?? [];
    const alone = encode(content);
    expect(await verify({ cms: alone })).toMatchObject({ ok: true });
    expect(await verify({ cms: alone, trust: { roots: ca.trust.roots, intermediates: [] } })).toEqual(
      refused("wrong-chain"),
    );
  });

  it("is refused without a search when it brings more certificates than any key does", async () => {
    const file = await packKeyFile(await keyWithAuthorities(12), testKeyPassword);
    const signature = await signWithTestKey(bytes, file, testKeyPassword, now);
    using verified = vi.spyOn(X509Certificate.prototype, "verify");
    expect(await verify({ cms: signature })).toEqual(refused("wrong-chain"));
    expect(verified).not.toHaveBeenCalled();
  });

  it.each<[TestKeyKind, string]>([
    ["expired", "expired"],
    ["revoked", "revoked"],
    ["auth-only", "wrong-key-usage"],
  ])("of kind %s is refused as %s", async (kind, reason) => {
    expect(await verify({ cms: await signedBy(kind) })).toEqual(refused(reason));
  });

  it("signs in, but does not sign, when it is an older authentication key", async () => {
    const signature = await signedBy("auth-only");
    expect(await verify({ cms: signature, purpose: "sign-in" })).toMatchObject({ ok: true });
    expect(await verify({ cms: signature, purpose: "document" })).toEqual(refused("wrong-key-usage"));
  });

  it.each([
    ["non-repudiation", [keyUsageBits.digitalSignature]],
    ["digital signature", [keyUsageBits.nonRepudiation]],
  ])("signs documents only with %s among its uses", async (_use, keyUsage) => {
    const { intermediate } = await openAuthorities(`${folder}/ca`);
    const { privateKey, publicKey } = await makeKeyPair(2048);
    const content = { ...personCertificate(aliya, "valid"), publicKey, keyUsage };
    const certificates = [await issueCertificate(content, intermediate)];
    const file = await packKeyFile({ privateKey, certificates }, testKeyPassword);
    expect(await verify({ cms: await signWithTestKey(bytes, file, testKeyPassword, now) })).toEqual(
      refused("wrong-key-usage"),
    );
  });

  it("is valid from its first instant to its last, both included", async () => {
    const { notBefore, notAfter } = personCertificate(aliya, "valid");
    const later = (instant: Date, ms: number) => new Date(instant.getTime() + ms);
    expect(await verify({ at: notBefore })).toMatchObject({ ok: true });
    expect(await verify({ at: later(notBefore, -1) })).toEqual(refused("not-yet-valid"));
    expect(await verify({ at: notAfter })).toMatchObject({ ok: true });
    expect(await verify({ at: later(notAfter, 1) })).toEqual(refused("expired"));
  });
});

describe("the content", () => {
  it("must be our bytes exactly", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 80 }), async (other) => {
        fc.pre(!Buffer.from(other).equals(bytes));
        expect(await verify({ bytes: other })).toEqual(refused("content-changed"));
      }),
      { numRuns: 50 },
    );
    expect(await verify({ bytes: flip(bytes, 0) })).toEqual(refused("content-changed"));
  });

  it("does not travel inside the signature", async () => {
    const inside = await signOtherwise(bytes, key, (content) => {
      content.encapContentInfo.eContent = new asn1js.OctetString({ valueHex: bytes.slice().buffer });
    });
    expect(await verify({ cms: inside })).toEqual(refused("not-a-signature"));
  });
});

describe("the signature", () => {
  it("is refused with one bit turned over", async () => {
    const content = contentOf(cms);
    const [signer] = content.signerInfos;
    if (!signer) throw new Error("no signer");
    signer.signature = new asn1js.OctetString({
      valueHex: flip(new Uint8Array(signer.signature.getValue()), 100).slice().buffer,
    });
    expect(await verify({ cms: encode(content) })).toEqual(refused("bad-signature"));
  });

  it("names its own certificate, not another", async () => {
    const other = contentOf(await signWithTestKey(bytes, await ca.testKey(marat, "valid"), testKeyPassword, now));
    const borrowed = await signOtherwise(bytes, key, (_, signer) => {
      const theirs = other.signerInfos[0]?.signedAttrs?.attributes.find(({ type }) => type.endsWith(".16.2.47"));
      if (!signer.signedAttrs || !theirs) throw new Error("no attributes");
      signer.signedAttrs.attributes = signer.signedAttrs.attributes.map((own) =>
        own.type === theirs.type ? theirs : own,
      );
    });
    expect(await verify({ cms: borrowed })).toEqual(refused("bad-signature"));
  });

  it.each([
    ["contentType", "1.2.840.113549.1.9.3"],
    ["messageDigest", "1.2.840.113549.1.9.4"],
    ["signingTime", "1.2.840.113549.1.9.5"],
    ["signingCertificateV2", "1.2.840.113549.1.9.16.2.47"],
  ])("has the attribute %s once", async (_name, type) => {
    const without = await signOtherwise(bytes, key, (_, { signedAttrs }) => {
      if (signedAttrs) signedAttrs.attributes = signedAttrs.attributes.filter((attribute) => attribute.type !== type);
    });
    expect(await verify({ cms: without })).toEqual(refused("not-a-signature"));
    const twice = await signOtherwise(bytes, key, (_, { signedAttrs }) => {
      const found = signedAttrs?.attributes.find((attribute) => attribute.type === type);
      if (found) signedAttrs?.attributes.push(found);
    });
    expect(await verify({ cms: twice })).toEqual(refused("not-a-signature"));
  });

  it("is signed anew rightly by the helper of these tests", async () => {
    expect(await verify({ cms: await signOtherwise(bytes, key, () => undefined) })).toMatchObject({ ok: true });
  });

  it("has one signer, and attributes", async () => {
    const two = await signOtherwise(bytes, key, (content, signer) => content.signerInfos.push(signer));
    expect(await verify({ cms: two })).toEqual(refused("not-a-signature"));
    const bare = contentOf(cms);
    bare.signerInfos.forEach((signer) => delete signer.signedAttrs);
    expect(await verify({ cms: encode(bare) })).toEqual(refused("not-a-signature"));
  });

  it.each([
    ["1.2.398.3.10.1.1.1.2", "GOST 34.310-2004"],
    ["1.2.398.3.10.1.1.2.3.2", "GOST 34.10-2015"],
    ["1.2.398.3.10.9.9", "GOST"],
    ["1.2.840.113549.1.1.5", "SHA-1 with RSA"],
    ["1.2.840.10045.4.3.2", "ECDSA with SHA-256"],
    ["1.2.3.4", "1.2.3.4"],
  ])("made by algorithm %s is told apart as %s", async (oid, algorithm) => {
    const content = contentOf(cms);
    for (const signer of content.signerInfos) {
      signer.signatureAlgorithm = new pkijs.AlgorithmIdentifier({ algorithmId: oid });
    }
    expect(await verify({ cms: encode(content) })).toEqual({
      ok: false,
      error: { reason: "unsupported-algorithm", algorithm },
    });
  });

  it("is not taken with a weak digest", async () => {
    const content = contentOf(cms);
    for (const signer of content.signerInfos) {
      signer.digestAlgorithm = new pkijs.AlgorithmIdentifier({ algorithmId: "1.3.14.3.2.26" });
    }
    expect(await verify({ cms: encode(content) })).toEqual({
      ok: false,
      error: { reason: "unsupported-algorithm", algorithm: "SHA-1" },
    });
  });
});

describe("garbage", () => {
  it("is called what it is, and never throws", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (garbage) => {
        expect(await verify({ cms: garbage })).toEqual(refused("not-a-signature"));
      }),
      { numRuns: 200 },
    );
  });

  it("is anything before, after or short of the signature", async () => {
    expect(await verify({ cms: new Uint8Array([...cms, 0]) })).toEqual(refused("not-a-signature"));
    expect(await verify({ cms: cms.slice(0, -1) })).toEqual(refused("not-a-signature"));
    expect(await verify({ cms: key })).toEqual(refused("not-a-signature"));
    expect(await verify({ cms: new Uint8Array(262_145) })).toEqual(refused("not-a-signature"));
  });

  it("in one bit anywhere never makes somebody else's signature of something else", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(cms.length - 1), async (position) => {
        const result = await verify({ cms: flip(cms, position), expected: "whoever-signed" });
        if (result.ok) expect(result.value.signer.iin).toBe(aliya.iin);
        expect(await verify({ cms: flip(cms, position), bytes: flip(bytes, 1) })).toMatchObject({ ok: false });
      }),
      { numRuns: 60 },
    );
  });
});

describe("a refusal", () => {
  it.each(["kk", "ru", "en"])("has its sentence in %s, and no sentence is for nothing", (locale) => {
    const file = path.join(import.meta.dirname, `../../i18n/messages/${locale}/signing.json`);
    const { failures } = z
      .object({ failures: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(file, "utf8")));
    expect(Object.keys(failures).sort()).toEqual([...signatureFailureReasons].sort());
    expect(failures["unsupported-algorithm"]).toContain("{algorithm}");
  });

  it.each(["kk", "ru", "en"])("at signing in has its sentence in %s", (locale) => {
    const file = path.join(import.meta.dirname, `../../i18n/messages/${locale}/sign-in.json`);
    const { eds } = z
      .object({ eds: z.object({ failures: z.record(z.string(), z.string().min(20)) }) })
      .parse(JSON.parse(readFileSync(file, "utf8")));
    // Whoever signs in says by the key for whom they act: there is no wrong one of these two.
    const never = ["own-key", "other-entity"];
    for (const reason of signatureFailureReasons) expect(reason in eds.failures, reason).toBe(!never.includes(reason));
  });
});
