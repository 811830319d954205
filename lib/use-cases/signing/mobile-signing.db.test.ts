import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { openSession, revokeSessions } from "@/lib/infra/auth/sessions";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import type { TestKeyKind } from "@/lib/infra/signing/test-ca/person-certificate";
import { signWithTestKey } from "@/lib/infra/signing/test-ca/sign-with-test-key";
import { testKeyPassword } from "@/lib/infra/signing/test-ca/test-ca";
import { findApplication } from "../application-record";
import { claimTask } from "../claim-task";
import { prepareDecision } from "../decide-task";
import { prepareSignature } from "../prepare-signature";
import { copyPerson } from "../qa/copy-person";
import { loadDemoWorld } from "../qa/demo-world-for-tests";
import { testKeyOf } from "../qa/test-keys";
import { walkApplication, type WalkTarget } from "../qa/walk";
import { saveStep } from "../save-step";
import { numberSignedByMobile, renewMobileCode, showMobileCode, type CodeHolder } from "./mobile-code";
import { describeForMobile, documentForMobile, mayAskForMobile, takeFromMobile } from "./mobile-signing";

const aigerim = iinSchema.parse("940416412502");
const marat = iinSchema.parse("850220369901");

// Each test walks an application or two of its own.

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());

async function holderOf(iin: Iin): Promise<CodeHolder> {
  const sid = await openSession(db, { iin, method: "qa", userAgent: null, at: await clockOf(iin) });
  return { iin, sessionId: createHash("sha256").update(sid).digest("hex") };
}

async function walked(to: WalkTarget): Promise<{ id: string; iin: Iin }> {
  const copied = await copyPerson(aigerim);
  if (!copied.ok) throw new Error(copied.error);
  const { iin } = copied.value;
  const at = await walkApplication("id-card-renewal", iin, to);
  if (at.kind !== "reached") throw new Error(JSON.stringify(at));
  return { id: at.id, iin };
}

/** An application that waits for its signature, with a code on its page. */
async function waiting() {
  const { id, iin } = await walked("draft");
  const holder = await holderOf(iin);
  const prepared = await prepareSignature(id, iin, "kk");
  if (!prepared.ok) throw new Error(prepared.error.kind);
  const { nonce, text } = prepared.value;
  return { id, iin, holder, nonce, text, code: await idOfCode(nonce, holder) };
}

async function idOfCode(nonce: string, holder: CodeHolder): Promise<string> {
  const shown = await showMobileCode(nonce, holder);
  if (shown.kind !== "open") throw new Error(shown.kind);
  return shown.url.split("/").at(-1) ?? "";
}

/** The phone: scans and takes the document. Out: what it signs with, and the token. */
async function scanned(code: string) {
  const described = await describeForMobile(code);
  if (!described) throw new Error("refused");
  const authorization = `Bearer ${described.document.auth_token}`;
  const body = await documentForMobile(code, authorization);
  if (!body) throw new Error("refused");
  const bytes = new Uint8Array(Buffer.from(body.documentsToSign[0].document.file.data, "base64"));
  return { described, authorization, body, bytes };
}

async function cmsOf(iin: Iin, bytes: Uint8Array, kind: TestKeyKind = "valid"): Promise<string> {
  const key = await testKeyOf(iin, kind);
  const cms = await signWithTestKey(bytes, key, testKeyPassword, await clockOf(iin));
  return Buffer.from(cms).toString("base64");
}

function withSignature(data: string) {
  return {
    signMethod: "CMS_SIGN_ONLY",
    version: 1,
    documentsToSign: [{ id: 1, nameRu: "", nameKz: "", nameEn: "", meta: [], document: { file: { mime: "", data } } }],
  };
}

const isSigned = async (id: string) => (await db.signature.count({ where: { applicationId: id } })) > 0;

describe("signing by eGov Mobile", () => {
  it("scans, takes the very bytes of the page, signs, puts: the application is signed", async () => {
    const { id, iin, holder, nonce, text, code } = await waiting();
    const { described, authorization, bytes } = await scanned(code);
    expect(new TextDecoder().decode(bytes)).toBe(text);
    expect(described.document.uri).toMatch(new RegExp(`/api/egov-mobile/${code}/document$`));
    // What is shown before the document is taken, and every address, say nothing of the person.
    expect(JSON.stringify(described)).not.toContain(iin);
    expect(await showMobileCode(nonce, holder)).toMatchObject({ kind: "open", isOpened: true });
    expect(await takeFromMobile(code, authorization, withSignature(await cmsOf(iin, bytes)))).toBe(true);
    expect(await db.signature.findFirst({ where: { applicationId: id } })).toMatchObject({
      signer: iin,
      method: "egov-mobile",
    });
    expect(await showMobileCode(nonce, holder)).toEqual({ kind: "signed" });
    expect(await db.auditEntry.count({ where: { applicationId: id, action: "mobile-document-taken" } })).toBe(1);
  });

  it("takes nothing twice", async () => {
    const { id, iin, code } = await waiting();
    const { authorization, bytes } = await scanned(code);
    const body = withSignature(await cmsOf(iin, bytes));
    const answers = await Promise.all(Array.from({ length: 4 }, () => takeFromMobile(code, authorization, body)));
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await takeFromMobile(code, authorization, body)).toBe(false);
    expect(await describeForMobile(code)).toBeNull();
    expect(await documentForMobile(code, authorization)).toBeNull();
    expect(await db.signature.count({ where: { applicationId: id } })).toBe(1);
  });

  /** What the phone may send that is not the right signature, and what the page says of it. */
  const wrong: readonly [reason: string, make: (iin: Iin, bytes: Uint8Array) => Promise<string>][] = [
    ["wrong-person", (_, bytes) => cmsOf(marat, bytes)],
    ["expired", (iin, bytes) => cmsOf(iin, bytes, "expired")],
    ["revoked", (iin, bytes) => cmsOf(iin, bytes, "revoked")],
    ["wrong-chain", (iin, bytes) => cmsOf(iin, bytes, "wrong-chain")],
    ["wrong-key-usage", (iin, bytes) => cmsOf(iin, bytes, "auth-only")],
    ["content-changed", (iin, bytes) => cmsOf(iin, new Uint8Array([...bytes, 32]))],
    ["not-a-signature", () => Promise.resolve("bm8gc2lnbmF0dXJl")],
  ];

  it("refuses wrong keys, an altered document and no signature at all, each by its name; then takes the right one", async () => {
    const { id, iin, holder, nonce, code } = await waiting();
    const { authorization, bytes } = await scanned(code);
    for (const [reason, make] of wrong) {
      await db.mobileSigning.update({ where: { id: code }, data: { attempts: 0, refusal: null } });
      expect(await takeFromMobile(code, authorization, withSignature(await make(iin, bytes))), reason).toBe(false);
      const shown = await showMobileCode(nonce, holder);
      expect(shown).toMatchObject({ kind: "open", refusal: `signing.failures.${reason}` });
      expect(await isSigned(id), reason).toBe(false);
    }
    expect(await takeFromMobile(code, authorization, withSignature(await cmsOf(iin, bytes)))).toBe(true);
    expect(await isSigned(id)).toBe(true);
  });

  it("refuses a signature of another document of the same person, and one put for another code", async () => {
    const [mine, theirs] = [await waiting(), await waiting()];
    const phone = await scanned(mine.code);
    const other = await scanned(theirs.code);
    const body = withSignature(await cmsOf(mine.iin, other.bytes));
    expect(await takeFromMobile(mine.code, phone.authorization, body)).toBe(false);
    const right = withSignature(await cmsOf(mine.iin, phone.bytes));
    expect(await takeFromMobile(theirs.code, other.authorization, right)).toBe(false);
    expect(await takeFromMobile(mine.code, other.authorization, right)).toBe(false);
    expect([await isSigned(mine.id), await isSigned(theirs.id)]).toEqual([false, false]);
  });

  it("answers nobody without the code's own token, and no code that was never shown", async () => {
    const { id, iin, code, text } = await waiting();
    const body = withSignature(await cmsOf(iin, new TextEncoder().encode(text)));
    for (const authorization of [null, "", "Bearer ", "Bearer x", `Bearer ${code}`]) {
      expect(await documentForMobile(code, authorization)).toBeNull();
      expect(await takeFromMobile(code, authorization, body)).toBe(false);
    }
    for (const stranger of ["0".repeat(32), "x", "../../x", ""]) expect(await describeForMobile(stranger)).toBeNull();
    expect(await isSigned(id)).toBe(false);
  });

  it("refuses a body that is not what it handed out", async () => {
    const { id, code } = await waiting();
    const { authorization } = await scanned(code);
    for (const body of [undefined, null, {}, [], withSignature(""), { ...withSignature("AA=="), version: 2 }]) {
      await db.mobileSigning.update({ where: { id: code }, data: { attempts: 0 } });
      expect(await takeFromMobile(code, authorization, body)).toBe(false);
    }
    expect(await isSigned(id)).toBe(false);
  });

  it("ends with the code, with the session, and with the document", async () => {
    const expired = await waiting();
    const first = await scanned(expired.code);
    await db.mobileSigning.update({ where: { id: expired.code }, data: { expiresAt: new Date(0) } });
    const signedOut = await waiting();
    const second = await scanned(signedOut.code);
    await revokeSessions(db, signedOut.iin, {}, await clockOf(signedOut.iin));
    const edited = await waiting();
    const third = await scanned(edited.code);
    const { bytes: photo } = await db.attachment.findFirstOrThrow({
      where: { applicationId: edited.id, stage: "photo" },
    });
    await saveStep({
      id: edited.id,
      applicant: edited.iin,
      stage: "photo",
      input: { photo: new Uint8Array(photo), recent: "on" },
    });
    for (const [one, phone] of [[expired, first] as const, [signedOut, second] as const, [edited, third] as const]) {
      const body = withSignature(await cmsOf(one.iin, phone.bytes));
      expect(await takeFromMobile(one.code, phone.authorization, body)).toBe(false);
      expect(await isSigned(one.id)).toBe(false);
    }
    for (const { code } of [expired, signedOut]) expect(await describeForMobile(code)).toBeNull();
  });

  it("takes five signatures for a code, not six", async () => {
    const { id, iin, code } = await waiting();
    const { authorization, bytes } = await scanned(code);
    for (let count = 0; count < 5; count += 1) await takeFromMobile(code, authorization, withSignature("AA=="));
    expect(await takeFromMobile(code, authorization, withSignature(await cmsOf(iin, bytes)))).toBe(false);
    expect(await isSigned(id)).toBe(false);
  });

  it("makes no code good that somebody else has made for a person's document", async () => {
    const { nonce, iin } = await waiting();
    const stranger = await idOfCode(nonce, await holderOf(marat));
    expect(await describeForMobile(stranger)).toBeNull();
    await renewMobileCode(nonce, await holderOf(marat));
    expect(await db.mobileSigning.count({ where: { nonce, signer: { not: iin } } })).toBe(1);
  });
});

describe("one address", () => {
  it("may ask 240 times a minute, all its phones together; another one is not kept waiting", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const from = (peer: string) =>
      mayAskForMobile(new Headers({ "x-portal-peer": peer, "x-forwarded-for": "9.9.9.9" }));
    const answers = await Promise.all(Array.from({ length: 240 }, () => from("192.0.2.1")));
    expect(answers).not.toContain(false);
    expect(await from("192.0.2.1")).toBe(false);
    expect(await from("192.0.2.2")).toBe(true);
    vi.useRealTimers();
  });
});

describe("the code on the page", () => {
  it("stays while it is good, is followed by another, ends after ten minutes, and comes back when asked for", async () => {
    const { nonce, holder, code } = await waiting();
    expect(await idOfCode(nonce, holder)).toBe(code);
    const ago = (ms: number) => new Date(performance.timeOrigin + performance.now() - ms);
    await db.mobileSigning.update({ where: { id: code }, data: { expiresAt: ago(-14_000), createdAt: ago(106_000) } });
    const next = await idOfCode(nonce, holder);
    expect(next).not.toBe(code);
    await db.mobileSigning.update({
      where: { id: next },
      data: { expiresAt: ago(1), createdAt: ago(100_000), seriesAt: ago(600_000) },
    });
    expect(await showMobileCode(nonce, holder)).toEqual({ kind: "expired", refusal: null });
    await renewMobileCode(nonce, holder);
    const shown = await showMobileCode(nonce, holder);
    expect(shown).toMatchObject({ kind: "open", isOpened: false, refusal: null });
    expect(shown.kind === "open" && shown.secondsLeft).toBeGreaterThan(110);
  });

  it("stays while the document is read on the phone, to its very end", async () => {
    const { nonce, holder, code } = await waiting();
    const { described } = await scanned(code);
    const minutes = (Date.parse(described.expiry_date) - performance.timeOrigin - performance.now()) / 60_000;
    expect(minutes).toBeGreaterThan(4.9);
    expect(minutes).toBeLessThanOrEqual(5.01);
    // A second scan prolongs nothing.
    expect((await describeForMobile(code))?.expiry_date).toBe(described.expiry_date);
    expect(await idOfCode(nonce, holder)).toBe(code);
  });
});

describe("an officer's decision", () => {
  it("is signed by eGov Mobile as an application is; with the claim lost, it is not", async () => {
    const { id } = await walked("in-review");
    const officer = { iin: marat, roles: ["umd-officer:71"] };
    const task = await db.task.findFirstOrThrow({ where: { applicationId: id } });
    await claimTask(task.id, officer);
    const prepared = await prepareDecision(
      task.id,
      officer,
      { decision: "approve", reason: null, comment: "", seesDifference: true },
      "kk",
    );
    if (!prepared.ok) throw new Error(prepared.error.kind);
    const holder = await holderOf(marat);
    const { nonce } = prepared.value;
    const code = await idOfCode(nonce, holder);
    const { authorization, bytes } = await scanned(code);
    const body = withSignature(await cmsOf(marat, bytes));
    const { claimedUntil } = await db.task.findUniqueOrThrow({ where: { id: task.id } });
    await db.task.update({ where: { id: task.id }, data: { claimedUntil: new Date(0) } });
    expect(await takeFromMobile(code, authorization, body)).toBe(false);
    expect(await showMobileCode(nonce, holder)).toMatchObject({ refusal: "staff.task.notClaimed" });
    await db.task.update({ where: { id: task.id }, data: { claimedUntil } });
    expect(await takeFromMobile(code, authorization, body)).toBe(true);
    expect(await numberSignedByMobile(nonce, holder)).toBe((await findApplication(id))?.state.number);
    expect(await numberSignedByMobile(nonce, await holderOf(aigerim))).toBeNull();
  });
});
