import { rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import * as asn1js from "asn1js";
import type * as pkijs from "pkijs";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { readDetachedSigner } from "./cms";
import { ncaNode } from "./ncanode";
import { aliya, contentOf, encode, marat, now, temporaryFolder } from "./signature-for-tests";
import type { KeyOwner } from "./test-ca/person-certificate";
import { asGostKey } from "./test-ca/as-gost-key";
import { signWithTestKey } from "./test-ca/sign-with-test-key";
import { openTestCa, testKeyPassword, type TestCa } from "./test-ca/test-ca";
import { verifySignature } from "./verify";

vi.setConfig({ testTimeout: 30_000 });
const bytes = new TextEncoder().encode("Өтініш");
const folder = temporaryFolder();
let ca: TestCa;
let cms: Uint8Array;
let serial: string;

/** NCANode as its REST API describes itself, but for the mathematics: what it answers is set by each test. */
let answer: (request: unknown, response: ServerResponse) => void;
const asked: { readonly path: string | undefined; readonly body: unknown }[] = [];
const node = createServer((request: IncomingMessage, response: ServerResponse) => {
  let text = "";
  request.on("data", (part: Buffer) => (text += part.toString("utf8")));
  request.on("end", () => {
    const body: unknown = JSON.parse(text);
    asked.push({ path: request.url, body });
    answer(body, response);
  });
});
let url: string;

function json(body: unknown, status = 200): typeof answer {
  return (_, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
}

/** A good answer, with what is changed about the certificate. */
function verdict(certificate: object = {}, whole: object = {}): object {
  const one = {
    subject: { iin: aliya.iin, bin: null },
    serialNumber: serial.toLowerCase(),
    keyUser: ["INDIVIDUAL"],
    keyUsage: "SIGN",
    notAfter: "2034-01-01T00:00:00Z",
    revocations: [{ revoked: false, by: "OCSP" }],
    ...certificate,
  };
  return { status: 200, message: "OK", valid: true, signers: [{ certificates: [one] }], ...whole };
}

async function gostSignature(owner: KeyOwner = aliya, change: (content: pkijs.SignedData) => void = () => undefined) {
  const key = await ca.testKey(owner, "valid");
  const content = contentOf(asGostKey(await signWithTestKey(bytes, key, testKeyPassword, now)));
  change(content);
  return encode(content);
}

function verify(
  changes: { cms?: Uint8Array; at?: Date; purpose?: "sign-in"; withNode?: boolean; limit?: number } = {},
) {
  return verifySignature({
    bytes,
    cms: changes.cms ?? cms,
    expected: { iin: aliya.iin },
    purpose: changes.purpose ?? "document",
    at: changes.at ?? now,
    realNow: now,
    trust: ca.trust,
    revocation: ca.revocationSource(() => now),
    gost: changes.withNode === false ? undefined : ncaNode(`${url}/`, fetch, changes.limit),
  });
}

const refused = (reason: string) => ({ ok: false, error: { reason } });

beforeAll(async () => {
  ca = await openTestCa(folder);
  cms = await gostSignature();
  serial = readDetachedSigner(cms)?.serial ?? "";
  node.listen(0, "127.0.0.1");
  await once(node, "listening");
  const address = node.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  url = `http://127.0.0.1:${String(address.port)}`;
}, 120_000);
beforeEach(() => {
  asked.length = 0;
  answer = json(verdict());
});
afterAll(async () => {
  node.closeAllConnections();
  node.close();
  await rm(folder, { recursive: true });
});

describe("a signature by a GOST key", () => {
  it("is refused by name where there is no NCANode", async () => {
    expect(await verify({ withNode: false })).toEqual({
      ok: false,
      error: { reason: "unsupported-algorithm", algorithm: "GOST 34.10-2015" },
    });
    expect(asked).toEqual([]);
  });

  it("is verified by NCANode over our own bytes, with OCSP", async () => {
    const verified = await verify();
    expect(verified).toMatchObject({
      ok: true,
      value: { signer: { iin: aliya.iin }, certificate: { serial }, evidence: { ocsp: null, crls: [] } },
    });
    expect(verified.ok && verified.value.evidence.ncanode).toContain('"revoked":false');
    expect(asked).toEqual([
      {
        path: "/cms/verify",
        body: {
          revocationCheck: ["OCSP"],
          cms: Buffer.from(cms).toString("base64"),
          data: Buffer.from(bytes).toString("base64"),
        },
      },
    ]);
  });

  it.each([
    ["wrong", "bad-signature", () => verdict({}, { valid: false })],
    ["revoked", "revoked", () => verdict({ revocations: [{ revoked: true, by: "OCSP" }] }, { valid: false })],
    ["not asked about at the authority", "revocation-unavailable", () => verdict({ revocations: [] })],
    ["for signing in only", "wrong-key-usage", () => verdict({ keyUsage: "AUTH" })],
    ["an organisation's", "wrong-key-usage", () => verdict({ keyUser: ["ORGANIZATION", "CEO"] })],
    ["about another certificate", "revocation-unavailable", () => verdict({ serialNumber: "01" })],
    ["about another person", "revocation-unavailable", () => verdict({ subject: { iin: marat.iin } })],
    ["of two signers", "revocation-unavailable", () => ({ valid: true, signers: [{}, {}] })],
    ["of nobody", "revocation-unavailable", () => ({ valid: true, signers: [] })],
    ["no answer to the question", "revocation-unavailable", () => ({ hello: "world" })],
  ])("that NCANode calls %s is refused as %s", async (_, reason, body) => {
    answer = json(body());
    expect(await verify()).toEqual(refused(reason));
  });

  it.each<[string, string, typeof answer]>([
    ["says that it cannot be read", "bad-signature", json({ message: "bad CMS" }, 400)],
    ["fails", "revocation-unavailable", json({}, 500)],
    ["answers garbage", "revocation-unavailable", (__, response) => response.end("<html>")],
    ["leads elsewhere", "revocation-unavailable", (__, response) => response.writeHead(302, { location: "/x" }).end()],
    ["hangs up", "revocation-unavailable", (__, response) => response.destroy()],
    ["answers without an end", "revocation-unavailable", (__, response) => response.end("x".repeat(1_000_001))],
  ])("when NCANode %s is refused as %s", async (_, reason, behaviour) => {
    answer = behaviour;
    expect(await verify()).toEqual(refused(reason));
  });

  it("waits no longer than its limit", async () => {
    answer = () => undefined;
    const before = performance.now();
    expect(await verify({ limit: 200 })).toEqual(refused("revocation-unavailable"));
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it("is not even shown to NCANode when it is another person's, out of its time, or not detached", async () => {
    expect(await verify({ cms: await gostSignature(marat) })).toEqual(refused("wrong-person"));
    expect(await verify({ at: new Date("2023-12-31T00:00:00Z") })).toEqual(refused("not-yet-valid"));
    expect(await verify({ at: new Date("2034-01-02T00:00:00Z") })).toEqual(refused("expired"));
    const attached = await gostSignature(aliya, (content) => {
      content.encapContentInfo.eContent = new asn1js.OctetString({ valueHex: new Uint8Array([1, 2, 3]).buffer });
    });
    expect(await verify({ cms: attached })).toEqual(refused("not-a-signature"));
    expect(asked).toEqual([]);
  });

  it("signs in with an authentication key", async () => {
    answer = json(verdict({ keyUsage: "AUTH" }));
    expect(await verify({ purpose: "sign-in" })).toMatchObject({ ok: true });
  });
});

describe("a signature by an RSA key", () => {
  it("is never sent to NCANode", async () => {
    const rsa = await signWithTestKey(bytes, await ca.testKey(aliya, "valid"), testKeyPassword, now);
    expect(await verify({ cms: rsa })).toMatchObject({ ok: true });
    expect(asked).toEqual([]);
  });
});
