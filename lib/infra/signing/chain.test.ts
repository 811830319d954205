import { X509Certificate } from "node:crypto";
import * as asn1js from "asn1js";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { readCertificate } from "./certificate";
import type { ReadCertificate } from "./certificate";
import { findChain } from "./chain";
import { aliya, keyWithAuthorities, marat, now } from "./signature-for-tests";
import { extension, issueCertificate, keyUsageBits, makeKeyPair } from "./test-ca/issue-certificate";
import type { Authority, CertificateContent } from "./test-ca/issue-certificate";
import { personCertificate } from "./test-ca/person-certificate";

vi.setConfig({ testTimeout: 60_000 });
const nameConstraints = extension("2.5.29.30", new asn1js.Sequence({ value: [] }), true);
let root: Authority;
let between: Authority;

/** An authority's certificate content, right in all but what is given. */
async function makeAuthority(issuer: Authority | null, content: Partial<CertificateContent> = {}): Promise<Authority> {
  const { privateKey, publicKey } = await makeKeyPair(2048);
  const full = {
    subject: [["2.5.4.3", issuer ? "ОРТАЛЫҚ" : "НЕГІЗГІ ОРТАЛЫҚ"] as const],
    publicKey,
    notBefore: new Date("2020-01-01T00:00:00Z"),
    notAfter: new Date("2040-01-01T00:00:00Z"),
    keyUsage: [keyUsageBits.keyCertSign, keyUsageBits.cRLSign],
    authority: {},
    ...content,
  };
  return { privateKey, certificate: await issueCertificate(full, issuer ?? { selfSignedWith: privateKey }) };
}

async function person(issuer: Authority, content: Partial<CertificateContent> = {}): Promise<Authority> {
  const { privateKey, publicKey } = await makeKeyPair(2048);
  const full = { ...personCertificate(aliya, "valid"), publicKey, ...content };
  return { privateKey, certificate: await issueCertificate(full, issuer) };
}

function read({ certificate }: Authority): ReadCertificate {
  const found = readCertificate(certificate);
  if (!found) throw new Error("not a certificate");
  return found;
}

/** The serial numbers of the chain from `leaf` up to the root, given what came along; null where there is none. */
function chainOf(leaf: Authority, offered: readonly Authority[], at = now): readonly string[] | null {
  const trust = { roots: [root.certificate], intermediates: [] };
  return findChain(read(leaf), offered.map(read), trust, at)?.map(({ serial }) => serial) ?? null;
}

function serials(...authorities: Authority[]): readonly string[] {
  return authorities.map((authority) => read(authority).serial);
}

beforeAll(async () => {
  root = await makeAuthority(null);
  between = await makeAuthority(root, { authority: { pathLength: 0 } });
}, 60_000);

describe("a chain", () => {
  it("leads from the person over what came along to the root", async () => {
    const leaf = await person(between);
    expect(chainOf(leaf, [between])).toEqual(serials(between, root));
    expect(chainOf(leaf, [leaf, root, between])).toEqual(serials(between, root));
    expect(chainOf(leaf, [])).toBeNull();
    expect(chainOf(await person(root), [])).toEqual(serials(root));
  });

  it("does not end in a root that came along, whatever its name", async () => {
    const stranger = await makeAuthority(null);
    expect(chainOf(await person(stranger), [stranger])).toBeNull();
    const theirs = await makeAuthority(stranger, { authority: { pathLength: 0 } });
    expect(chainOf(await person(theirs), [theirs, stranger, between])).toBeNull();
  });

  it("does not pass through a person", async () => {
    const other = await person(between, { ...personCertificate(marat, "valid") });
    expect(chainOf(await person(other), [other, between])).toBeNull();
  });

  it("keeps the length that an authority allows below itself", async () => {
    const underRoot = await makeAuthority(root, { authority: { pathLength: 1 } });
    const second = await makeAuthority(underRoot);
    expect(chainOf(await person(second), [second, underRoot])).toEqual(serials(second, underRoot, root));
    const underBetween = await makeAuthority(between);
    expect(chainOf(await person(underBetween), [underBetween, between])).toBeNull();
  });

  it("has at most four authorities", async () => {
    const line = [root];
    for (let length = 0; length < 4; length += 1) line.push(await makeAuthority(line.at(-1) ?? root));
    const [, , , fourth, fifth] = line;
    if (!fourth || !fifth) throw new Error("the line is too short");
    expect(chainOf(await person(fourth), line)?.length).toBe(4);
    expect(chainOf(await person(fifth), line)).toBeNull();
  });

  it.each<[string, Partial<CertificateContent>]>([
    ["is not marked as an authority", { authority: undefined }],
    ["may not sign certificates", { keyUsage: [keyUsageBits.cRLSign] }],
    ["has expired", { notAfter: new Date(now.getTime() - 1000) }],
    ["is not valid yet", { notBefore: new Date(now.getTime() + 1000) }],
    ["carries a critical extension that is not understood here", { furtherExtensions: [nameConstraints] }],
  ])("does not pass over one that %s", async (_fault, content) => {
    const faulty = await makeAuthority(root, content);
    expect(chainOf(await person(faulty), [faulty])).toBeNull();
  });

  it("does not begin with a certificate that is not understood", async () => {
    expect(chainOf(await person(between, { furtherExtensions: [nameConstraints] }), [between])).toBeNull();
  });

  it("is a matter of signatures: a certificate altered after signing has none", async () => {
    const leaf = await person(between);
    const text = Buffer.from(leaf.certificate);
    const place = text.indexOf(aliya.iin);
    text.write(marat.iin, place, "latin1");
    expect(chainOf({ ...leaf, certificate: new Uint8Array(text) }, [between])).toBeNull();
  });

  it("is sought once from each certificate, however they have issued one another", async () => {
    const [leaf, ...offered] = (await keyWithAuthorities(10)).certificates.map((certificate) => ({
      certificate,
      privateKey: new Uint8Array(),
    }));
    if (!leaf) throw new Error("no certificate");
    using verified = vi.spyOn(X509Certificate.prototype, "verify");
    expect(chainOf(leaf, offered)).toBeNull();
    expect(verified).toHaveBeenCalledTimes(10);
  });

  it("is not sought at all where more came along than any key brings", async () => {
    const leaf = await person(between);
    expect(chainOf(leaf, [...Array.from({ length: 9 }, () => root), between])).toEqual(serials(between, root));
    using verified = vi.spyOn(X509Certificate.prototype, "verify");
    expect(chainOf(leaf, [...Array.from({ length: 10 }, () => root), between])).toBeNull();
    expect(verified).not.toHaveBeenCalled();
  });
});
