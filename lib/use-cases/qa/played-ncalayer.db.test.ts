import { once } from "node:events";
import { NCALayerClient } from "ncalayer-js-client";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { WebSocketServer } from "ws";
import { binSchema } from "@/lib/kernel/bin";
import { checkDigit, iinSchema, type Iin } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import { realNow } from "@/lib/infra/clock";
import { env } from "@/lib/infra/env";
import { openSigningAuthority } from "@/lib/infra/signing/signing-authority";
import { holderOf } from "@/lib/infra/signing/certificate";
import { cmsFromText, readDetachedSigner } from "@/lib/infra/signing/cms";
import { prepareSignature } from "../prepare-signature";
import { signApplication } from "../sign-application";
import { makeChallenge } from "../sign-in/eds-challenge";
import { ncaLayerAddress } from "../signing/ncalayer-address";
import { copyPerson } from "./copy-person";
import { loadDemoWorld } from "./demo-world-for-tests";
import { setNcaLayerOutcome, type NcaLayerOutcome } from "./ncalayer";
import { answerOfNcaLayer, greeting, type Desk } from "./played-ncalayer";
import { walkApplication } from "./walk";

const aigerim = iinSchema.parse("940416412502");
// Each test walks an application of its own.
/** Who sits at the computer, where the test says so. */
let desk: Desk | null = null;
let server: WebSocketServer;
let url: string;

beforeAll(async () => {
  await loadDemoWorld();
  server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  server.on("connection", (socket) => {
    socket.on("message", (data: Buffer) => {
      void answerOfNcaLayer(data.toString("utf8"), desk).then((answer) => {
        if (answer === null) socket.close();
        else socket.send(answer);
      });
    });
    socket.send(greeting);
  });
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  url = `ws://127.0.0.1:${String(address.port)}`;
}, 120_000);

afterEach(() => {
  desk = null;
});

afterAll(async () => {
  for (const socket of server.clients) socket.terminate();
  server.close();
  await db.$disconnect();
});

/** An application that waits for its signature. */
async function draft(): Promise<{ id: string; iin: Iin; nonce: string; text: string }> {
  const copied = await copyPerson(aigerim);
  if (!copied.ok) throw new Error(copied.error);
  const { iin } = copied.value;
  const at = await walkApplication("id-card-renewal", iin, "draft");
  if (at.kind !== "reached") throw new Error(JSON.stringify(at));
  const prepared = await prepareSignature(at.id, iin, "kk");
  if (!prepared.ok) throw new Error(prepared.error.kind);
  return { id: at.id, iin, ...prepared.value };
}

/** Signs a text as the page does, through NCALayer's client. */
async function throughNcaLayer(
  text: string,
  { chain, signer = NCALayerClient.basicsSignerSignPerson }: { chain?: readonly string[]; signer?: object } = {},
): Promise<string> {
  const client = new NCALayerClient(url, false);
  await client.connect();
  try {
    const signed = await client.basicsSignCMS(
      null,
      Buffer.from(text).toString("base64"),
      NCALayerClient.basicsCMSParamsDetachedNoTSP,
      { ...signer, chain: chain ?? (await ncaLayerAddress()).chain },
      "kk",
    );
    return typeof signed === "string" ? signed : (signed[0] ?? "");
  } finally {
    client.wsConnection?.close();
  }
}

describe("NCALayer, played", () => {
  it("signs with the key of the person for whom the document was prepared; the way is kept", async () => {
    const { id, iin, nonce, text } = await draft();
    const cms = await throughNcaLayer(text);
    expect(await signApplication({ id, applicant: iin, nonce, cms, way: "ncalayer" })).toMatchObject({ ok: true });
    expect(await db.signature.findFirst({ where: { applicationId: id } })).toMatchObject({
      signer: iin,
      method: "ncalayer",
    });
    // The nonce is used up: the same signature does nothing twice.
    expect(await signApplication({ id, applicant: iin, nonce, cms, way: "ncalayer" })).toMatchObject({
      ok: false,
      error: { kind: "document-gone" },
    });
  });

  const wrongKeys: readonly [outcome: NcaLayerOutcome, reason: string][] = [
    ["wrong-person", "wrong-person"],
    ["wrong-key", "wrong-key-usage"],
    ["expired", "expired"],
    ["revoked", "revoked"],
    ["wrong-chain", "wrong-chain"],
  ];

  it("can take a wrong key: the portal refuses each by its name, signs nothing, and takes the right one after it", async () => {
    const { id, iin, nonce, text } = await draft();
    for (const [outcome, reason] of wrongKeys) {
      await setNcaLayerOutcome(iin, outcome);
      const cms = await throughNcaLayer(text);
      const signed = await signApplication({ id, applicant: iin, nonce, cms, way: "ncalayer" });
      expect(signed, outcome).toEqual({ ok: false, error: { kind: "signature", failure: { reason } } });
      expect(await db.signature.count({ where: { applicationId: id } })).toBe(0);
    }
    await setNcaLayerOutcome(iin, "success");
    const cms = await throughNcaLayer(text);
    expect(await signApplication({ id, applicant: iin, nonce, cms, way: "ncalayer" })).toMatchObject({ ok: true });
  });

  it("signs nothing while the authority is silent; the same signature does once it answers", async () => {
    const { id, iin, nonce, text } = await draft();
    const signature = { id, applicant: iin, nonce, cms: await throughNcaLayer(text), way: "ncalayer" } as const;
    const { revocation } = await openSigningAuthority(env, realNow);
    {
      using ocsp = vi.spyOn(revocation, "ocsp").mockResolvedValue("unavailable");
      using list = vi.spyOn(revocation, "crl").mockResolvedValue("unavailable");
      const failure = { reason: "revocation-unavailable" };
      expect(await signApplication(signature)).toEqual({ ok: false, error: { kind: "signature", failure } });
      expect(await db.signature.count({ where: { applicationId: id } })).toBe(0);
      expect([ocsp.mock.calls.length, list.mock.calls.length]).toEqual([1, 1]);
    }
    expect(await signApplication(signature)).toMatchObject({ ok: true });
  });

  it("signs one person's document for nobody else, and one document for no other", async () => {
    const [mine, theirs] = [await draft(), await draft()];
    const cms = await throughNcaLayer(theirs.text);
    const { id, iin, nonce } = mine;
    expect(await signApplication({ id, applicant: iin, nonce, cms })).toEqual({
      ok: false,
      error: { kind: "signature", failure: { reason: "content-changed" } },
    });
    expect(await signApplication({ id: theirs.id, applicant: iin, nonce: theirs.nonce, cms })).toMatchObject({
      ok: false,
      error: { kind: "not-found" },
    });
    expect(await signApplication({ id, applicant: iin, nonce: theirs.nonce, cms })).toMatchObject({
      ok: false,
      error: { kind: "document-gone" },
    });
  });

  it("signs a challenge for the person it names, and one that names nobody for whoever was set last", async () => {
    const { iin } = await draft();
    const named = await makeChallenge({ purpose: "key-check", locale: "kk", signer: iin });
    const open = await makeChallenge({ purpose: "sign-in", locale: "kk" });
    await setNcaLayerOutcome(aigerim, "success");
    const signerOf = async (text: string) => {
      const signer = readDetachedSigner(cmsFromText(await throughNcaLayer(text)));
      return signer && holderOf(signer)?.iin;
    };
    expect(await signerOf(named.text)).toBe(iin);
    expect(await signerOf(open.text)).toBe(aigerim);
    await setNcaLayerOutcome(iin, "success");
    expect(await signerOf(open.text)).toBe(iin);
  });

  describe("asked to sign a text that names nobody", () => {
    const person = NCALayerClient.basicsSignerSignPerson;
    const organisation = NCALayerClient.basicsSignerSignOrg;
    const any = NCALayerClient.basicsSignerSignAny;
    let text: string;
    const holder = async (signer: object) => {
      const signed = readDetachedSigner(cmsFromText(await throughNcaLayer(text, { signer })));
      return signed && holderOf(signed);
    };
    let numbers = 0;
    const number = (start: string): string => {
      numbers += 1;
      const first = `${start}${String(numbers).padStart(4, "0")}`;
      const digit = checkDigit(first);
      return digit === null ? number(start) : first + String(digit);
    };
    const newcomer = () => iinSchema.parse(number("8808081"));
    const organisationOf = async (head: Iin, status = "active") => {
      const bin = binSchema.parse(number("2003409"));
      await db.mockLegalEntity.create({ data: { bin, nameKk: "«Самал» ЖШС", nameRu: "ТОО «Самал»", head, status } });
      return bin;
    };
    const none = /^CERTIFICATE_NOT_FOUND/;

    beforeEach(async () => {
      ({ text } = await makeChallenge({ purpose: "sign-in", locale: "kk" }));
    });

    it("signs by the key of the kind that it is asked for: one's own, or the one held in an organisation", async () => {
      const [iin, somebody] = [newcomer(), newcomer()];
      desk = { iin, bin: null };
      // Whoever acts for no organisation has no such key.
      await organisationOf(iin, "closed");
      await expect(holder(organisation)).rejects.toThrow(none);
      const bin = await organisationOf(iin);
      expect(await holder(organisation)).toMatchObject({ iin, bin });
      for (const signer of [person, any]) expect(await holder(signer)).toMatchObject({ iin, bin: null });
      const head = { extKeyUsageOids: [...any.extKeyUsageOids, "1.2.398.3.3.4.1.2.1"] };
      expect(await holder(head)).toMatchObject({ iin, bin });
      // Where somebody has an account, they hold a key; here as an employee.
      const other = await organisationOf(somebody);
      const account = { passwordHash: "", nameKk: "", nameRu: "", keyRight: "employee" };
      await db.entityAccount.create({ data: { ...account, iin, bin: other } });
      expect(await holder(organisation)).toMatchObject({ iin, bin: other });
      expect(await holder(head)).toMatchObject({ iin, bin });
    });

    it("offers an organisation's key alone where no other is on the token: it is none of a person's", async () => {
      const iin = newcomer();
      const bin = await organisationOf(iin);
      desk = { iin, bin };
      for (const signer of [organisation, any]) expect(await holder(signer)).toMatchObject({ iin, bin });
      await expect(holder(person)).rejects.toThrow(none);
    });

    it("signs a text that names a person by their own key alone", async () => {
      const iin = newcomer();
      await organisationOf(iin);
      ({ text } = await makeChallenge({ purpose: "key-check", locale: "kk", signer: iin }));
      await expect(holder(organisation)).rejects.toThrow(none);
      expect(await holder(any)).toMatchObject({ iin, bin: null });
    });
  });

  it("is cancelled, errs and hangs up as NCALayer does", async () => {
    const { iin, text } = await draft();
    await setNcaLayerOutcome(iin, "cancelled");
    await expect(throughNcaLayer(text)).rejects.toMatchObject({ canceledByUser: true });
    await setNcaLayerOutcome(iin, "error");
    await expect(throughNcaLayer(text)).rejects.toThrow(/^500: /);
    await setNcaLayerOutcome(iin, "closed");
    await expect(throughNcaLayer(text)).rejects.toThrow();
  });

  it("offers no key of an authority that it does not know, and signs nothing that nobody is asked to sign", async () => {
    const { text } = await draft();
    await expect(throughNcaLayer(text, { chain: [] })).rejects.toThrow(/^CERTIFICATE_NOT_FOUND/);
    await expect(throughNcaLayer("anything")).rejects.toThrow(/^500: /);
  });

  it.each(["", "no JSON", "{}", '{"module":"kz.gov.pki.knca.basics","method":"sign","args":{"format":"xml"}}'])(
    "does not know %j",
    async (message) => {
      expect(JSON.parse((await answerOfNcaLayer(message)) ?? "")).toMatchObject({ status: false });
    },
  );
});
