import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ncaRevocation } from "./nca-revocation";
import { aliya, now, temporaryFolder } from "./signature-for-tests";
import { openSigningAuthority } from "./signing-authority";
import { signWithTestKey } from "./test-ca/sign-with-test-key";
import { openTestCa, testKeyPassword } from "./test-ca/test-ca";
import type { TestCa } from "./test-ca/test-ca";
import { verifySignature } from "./verify";

vi.setConfig({ testTimeout: 60_000 });
const folder = temporaryFolder();
const real = path.join(folder, "real");
const bytes = new TextEncoder().encode("document");
let ca: TestCa;
let cms: Uint8Array;

beforeAll(async () => {
  ca = await openTestCa(folder);
  cms = await signWithTestKey(bytes, await ca.testKey(aliya, "valid"), testKeyPassword, now);
  await mkdir(path.join(real, "nca"), { recursive: true });
  // An operator may bring either encoding.
  await writeFile(path.join(real, "nca/root.pem"), await readFile(path.join(folder, "ca/root.crt.pem")));
  await writeFile(path.join(real, "nca/nca_rsa.cer"), ca.trust.intermediates[0] ?? "");
  await writeFile(path.join(real, "nca/README"), "not a certificate");
}, 120_000);

afterAll(() => rm(folder, { recursive: true }));

/** A network on which the test authority answers, counting what it was asked. */
function network() {
  const asked: string[] = [];
  const request: typeof fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : input.toString();
    asked.push(url);
    const body = init?.body;
    if (url === "http://ocsp.test/") {
      return new Response((await ca.respond(body instanceof Uint8Array ? body : new Uint8Array(), now)).slice());
    }
    const issuer = url === "http://crl.test/root" ? ca.trust.roots[0] : ca.trust.intermediates[0];
    return new Response(((issuer && (await ca.crl(issuer, now))) ?? new Uint8Array()).slice());
  };
  return { asked, request };
}

const addresses = { ocspUrl: "http://ocsp.test/", crlUrls: ["http://crl.test/nca_rsa", "http://crl.test/root"] };

describe("the authority in use", () => {
  it("is the test authority with mocks on", async () => {
    const { trust, revocation } = await openSigningAuthority({ mocks: true, dataDir: folder }, () => now);
    const result = await verifySignature({
      ...{ bytes, cms, expected: { iin: aliya.iin }, purpose: "document", at: now, realNow: now },
      ...{ trust, revocation },
    });
    expect(result).toMatchObject({ ok: true });
  });

  it("is what the operator brought with mocks off", async () => {
    const { trust } = await openSigningAuthority({ mocks: false, dataDir: real }, () => now);
    expect(trust).toEqual(ca.trust);
  });

  it("is none, and fails closed, when nothing was brought", async () => {
    const { trust, revocation } = await openSigningAuthority({ mocks: false, dataDir: `${folder}/none` }, () => now);
    expect(trust).toEqual({ roots: [], intermediates: [] });
    expect(await revocation.ocsp(new Uint8Array([1]))).toBe("unavailable");
    expect(await revocation.crl(ca.trust.roots[0] ?? new Uint8Array())).toBe("unavailable");
  });

  it("says which file is no certificate", async () => {
    await mkdir(path.join(folder, "broken/nca"), { recursive: true });
    await writeFile(path.join(folder, "broken/nca/root.crt"), "garbage");
    await expect(openSigningAuthority({ mocks: false, dataDir: `${folder}/broken` }, () => now)).rejects.toThrow(
      "root.crt is not a certificate",
    );
  });
});

describe("the authority over HTTP", () => {
  it("verifies a signature, and keeps lists for a while", async () => {
    const { asked, request } = network();
    let clock = now;
    const revocation = ncaRevocation(addresses, () => clock, request);
    const verify = () =>
      verifySignature({
        ...{ bytes, cms, expected: { iin: aliya.iin }, purpose: "document", at: now, realNow: now },
        ...{ trust: ca.trust, revocation },
      });
    expect(await verify()).toMatchObject({ ok: true });
    expect(asked).toEqual(["http://ocsp.test/", ...addresses.crlUrls]);
    clock = new Date(now.getTime() + 10 * 60_000 - 1);
    expect(await verify()).toMatchObject({ ok: true });
    expect(asked.length).toBe(4);
    clock = new Date(now.getTime() + 10 * 60_000);
    expect(await verify()).toMatchObject({ ok: true });
    expect(asked.length).toBe(7);
  });

  it.each<[string, typeof fetch]>([
    ["an outage", () => Promise.reject(new TypeError("fetch failed"))],
    ["an error page", () => Promise.resolve(new Response("busy", { status: 503 }))],
    ["an endless answer", () => Promise.resolve(new Response(new Uint8Array(65_537)))],
  ])("answers %s as unavailable", async (_name, request) => {
    const revocation = ncaRevocation({ ...addresses, crlUrls: [] }, () => now, request);
    expect(await revocation.ocsp(new Uint8Array([1]))).toBe("unavailable");
    expect(await revocation.crl(ca.trust.roots[0] ?? new Uint8Array())).toBe("unavailable");
  });
});
