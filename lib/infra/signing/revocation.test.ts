import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readCertificate } from "./certificate";
import type { RevocationSource } from "./revocation";
import { aliya, flip, marat, now, temporaryFolder } from "./signature-for-tests";
import { openAuthorities } from "./test-ca/authorities";
import type { Authority } from "./test-ca/issue-certificate";
import { openKeyFile } from "./key-file";
import { makeCrl, makeOcspAnswer } from "./test-ca/revocation-answers";
import { signWithTestKey } from "./test-ca/sign-with-test-key";
import { openTestCa, testKeyPassword } from "./test-ca/test-ca";
import type { TestCa } from "./test-ca/test-ca";
import { verifyAgain, verifySignature } from "./verify";
import type { StoredSignature } from "./verify";

const bytes = new TextEncoder().encode("сақталған құжат");
const folder = temporaryFolder();
vi.setConfig({ testTimeout: 60_000 });
const minute = 60_000;
const hour = 60 * minute;
const outage: RevocationSource = {
  ocsp: () => Promise.resolve("unavailable"),
  crl: () => Promise.resolve("unavailable"),
};
let ca: TestCa;
let right: RevocationSource;
/** The root's list alone can be had: about the person, only the responder speaks. */
let noListOfPeople: RevocationSource;
let signed: Record<"valid" | "revoked", Uint8Array>;

beforeAll(async () => {
  ca = await openTestCa(folder);
  right = ca.revocationSource(() => now);
  const isRoot = (issuer: Uint8Array) => Buffer.from(issuer).equals(ca.trust.roots[0] ?? new Uint8Array());
  noListOfPeople = { ...right, crl: (issuer) => (isRoot(issuer) ? right : outage).crl(issuer) };
  const sign = async (kind: "valid" | "revoked") =>
    signWithTestKey(bytes, await ca.testKey(aliya, kind), testKeyPassword, now);
  signed = { valid: await sign("valid"), revoked: await sign("revoked") };
}, 120_000);

afterAll(() => rm(folder, { recursive: true }));

function ask(revocation: RevocationSource, kind: "valid" | "revoked" = "valid", realNow = now) {
  return verifySignature({
    bytes,
    cms: signed[kind],
    expected: { iin: aliya.iin },
    purpose: "document",
    at: now,
    realNow,
    trust: ca.trust,
    revocation,
  });
}

function refused(reason: string) {
  return { ok: false, error: { reason } };
}

function later(ms: number): Date {
  return new Date(now.getTime() + ms);
}

describe("revocation", () => {
  it("is asked of the responder, and of the root's list for the authority between", async () => {
    const result = await ask(right);
    expect(result.ok && result.value.evidence.ocsp).toBeInstanceOf(Uint8Array);
    expect(result.ok && result.value.evidence.crls.length).toBe(1);
  });

  it("is read from the list when the responder is down", async () => {
    const result = await ask({ ...right, ocsp: outage.ocsp });
    expect(result.ok && result.value.evidence.ocsp).toBeNull();
    if (!result.ok) throw new Error(result.error.reason);
    const { evidence } = result.value;
    expect(evidence.crls.length).toBe(2);
    const again = (crls: readonly Uint8Array[]) =>
      verifyAgain({ bytes, cms: signed.valid, at: now, evidence: { ...evidence, crls } }, ca.trust);
    expect(await again(evidence.crls)).toMatchObject({ ok: true });
    expect(await again(evidence.crls.slice(1))).toEqual(refused("revocation-unavailable"));
    expect(await ask({ ...right, ocsp: outage.ocsp }, "revoked")).toEqual(refused("revoked"));
  });

  it("is never passed over in an outage", async () => {
    expect(await ask(outage)).toEqual(refused("revocation-unavailable"));
    expect(await ask({ ...noListOfPeople, ocsp: outage.ocsp })).toEqual(refused("revocation-unavailable"));
    expect(await ask(noListOfPeople)).toMatchObject({ ok: true });
    expect(await ask({ ...right, crl: outage.crl })).toEqual(refused("revocation-unavailable"));
  });

  it("of a certificate the responder does not know is a refusal, whatever a list says", async () => {
    const { intermediate, responder } = await openAuthorities(`${folder}/ca`);
    const unknown = (request: Uint8Array) =>
      makeOcspAnswer(request, intermediate, responder, () => Promise.resolve(null), now);
    expect(await ask({ ...right, ocsp: unknown })).toEqual(refused("revocation-unknown"));
  });

  it("is not believed from a stranger, about another, or altered", async () => {
    const own = await openAuthorities(`${folder}/ca`);
    const strangers = await openAuthorities(`${folder}/ca-of-strangers`);
    const good = () => Promise.resolve({ status: "good" } as const);
    const strange = (request: Uint8Array) => makeOcspAnswer(request, own.intermediate, strangers.responder, good, now);
    expect(await ask({ ...noListOfPeople, ocsp: strange })).toEqual(refused("revocation-unavailable"));
    // A person's key, of the same authority, signs answers as well as any; the certificate does not let it.
    const { privateKey, certificates } = openKeyFile(await ca.testKey(marat, "valid"), testKeyPassword);
    const [certificate = new Uint8Array()] = certificates;
    const unauthorised = (request: Uint8Array) =>
      makeOcspAnswer(request, own.intermediate, { privateKey, certificate }, good, now);
    expect(await ask({ ...noListOfPeople, ocsp: unauthorised })).toEqual(refused("revocation-unavailable"));
    const byIssuer = (request: Uint8Array) => makeOcspAnswer(request, own.intermediate, own.intermediate, good, now);
    expect(await ask({ ...noListOfPeople, ocsp: byIssuer })).toMatchObject({ ok: true });
    const altered = async (request: Uint8Array) => {
      const answer = await ca.respond(request, now);
      return flip(answer, Math.floor(answer.length / 2));
    };
    expect(await ask({ ...noListOfPeople, ocsp: altered })).toEqual(refused("revocation-unavailable"));
    const listFrom = (authority: Authority) => ({
      ocsp: outage.ocsp,
      crl: async (issuer: Uint8Array) =>
        Buffer.from(issuer).equals(own.root.certificate) ? right.crl(issuer) : makeCrl(authority, [], now),
    });
    expect(await ask(listFrom(own.intermediate))).toMatchObject({ ok: true });
    expect(await ask(listFrom(strangers.intermediate))).toEqual(refused("revocation-unavailable"));
    expect(await ask(listFrom(own.root))).toEqual(refused("revocation-unavailable"));
  });

  it("is not believed from an answer kept from an earlier question", async () => {
    let kept: Uint8Array | null = null;
    const keeping: RevocationSource = {
      ...right,
      ocsp: async (request) => (kept ??= await ca.respond(request, now)),
    };
    expect(await ask(keeping)).toMatchObject({ ok: true });
    expect(await ask({ ...noListOfPeople, ocsp: keeping.ocsp })).toEqual(refused("revocation-unavailable"));
  });

  it("is fresh by real time, with five minutes of grace for two clocks", async () => {
    const onlyList = { ...right, ocsp: outage.ocsp };
    const day = 24 * hour;
    expect(await ask(onlyList, "valid", later(day + 5 * minute))).toMatchObject({ ok: true });
    expect(await ask(onlyList, "valid", later(day + 5 * minute + 1))).toEqual(refused("revocation-unavailable"));
    expect(await ask(onlyList, "valid", later(-5 * minute))).toMatchObject({ ok: true });
    expect(await ask(onlyList, "valid", later(-5 * minute - 1))).toEqual(refused("revocation-unavailable"));
    // An hour is what the responder's answer is good for; the list, good for a day, then speaks instead.
    const answered = await ask(right, "valid", later(hour + 5 * minute));
    expect(answered.ok && answered.value.evidence.ocsp).not.toBeNull();
    const stale = await ask(right, "valid", later(hour + 5 * minute + 1));
    expect(stale.ok && stale.value.evidence.ocsp).toBeNull();
  });

  it("of the authority between counts too", async () => {
    const own = await openAuthorities(`${folder}/ca`);
    const serial = readCertificate(own.intermediate.certificate)?.serial ?? "";
    const revokedAuthority: RevocationSource = {
      ...right,
      crl: (issuer) =>
        Buffer.from(issuer).equals(own.root.certificate)
          ? makeCrl(own.root, [{ serial, at: now }], now)
          : right.crl(issuer),
    };
    expect(await ask(revokedAuthority)).toEqual(refused("revoked"));
  });

  it("is answered with a refusal to what is no question", async () => {
    const answer = await ca.respond(new Uint8Array([1, 2, 3]), now);
    expect(Buffer.from(answer).toString("hex")).toBe("30030a0101");
  });
});

describe("a stored signature", () => {
  let stored: StoredSignature;
  beforeAll(async () => {
    const result = await ask(right);
    if (!result.ok) throw new Error("the signature was refused");
    stored = { bytes, cms: signed.valid, at: result.value.signedAt, evidence: result.value.evidence };
  });

  it("is verified again without a network", async () => {
    expect(await verifyAgain(stored, ca.trust)).toMatchObject({ ok: true, value: { signer: { iin: aliya.iin } } });
    expect(await verifyAgain(stored, ca.trust, { iin: marat.iin })).toEqual(refused("wrong-person"));
  });

  it("betrays a changed document, signature, time or evidence", async () => {
    const { evidence } = stored;
    const ocsp = evidence.ocsp ?? new Uint8Array();
    const [crl = new Uint8Array()] = evidence.crls;
    const middle = (der: Uint8Array) => flip(der, Math.floor(der.length / 2));
    const again = (changes: Partial<StoredSignature>) => verifyAgain({ ...stored, ...changes }, ca.trust);
    expect(await again({ bytes: flip(bytes, 3) })).toEqual(refused("content-changed"));
    expect(await again({ cms: flip(stored.cms, stored.cms.length - 1) })).toEqual(refused("bad-signature"));
    expect(await again({ at: new Date("2035-01-01T00:00:00Z") })).toEqual(refused("expired"));
    const unavailable = refused("revocation-unavailable");
    expect(await again({ evidence: { ...evidence, ocsp: middle(ocsp) } })).toEqual(unavailable);
    expect(await again({ evidence: { ...evidence, ocsp: null } })).toEqual(unavailable);
    expect(await again({ evidence: { ...evidence, crls: [] } })).toEqual(unavailable);
    expect(await again({ evidence: { ...evidence, crls: [middle(crl)] } })).toEqual(unavailable);
    expect(await again({ evidence: { ...evidence, checkedAt: later(48 * hour) } })).toEqual(unavailable);
  });

  it("is not proven by the evidence of another certificate", async () => {
    const cms = await signWithTestKey(bytes, await ca.testKey(marat, "valid"), testKeyPassword, now);
    expect(await verifyAgain({ ...stored, cms }, ca.trust)).toEqual(refused("revocation-unknown"));
  });
});
