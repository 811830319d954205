import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { randomBytes } from "node:crypto";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { findApplication } from "../application-record";
import { keepRequest, prepareSignature } from "../prepare-signature";
import { loadDemoWorld } from "../qa/demo-world-for-tests";
import { signFor } from "../qa/test-keys";
import { walkApplication } from "../qa/walk";
import { signApplication } from "../sign-application";
import { withdrawApplication } from "../withdraw-application";
import { asked } from "./declared-codes-for-tests";
import {
  askNobody,
  beginning,
  codeFailure,
  documentOf,
  edit,
  freshPhone,
  isSigned,
  lastCode,
  link,
  order,
  person,
  waiting,
} from "./signing-code-for-tests";
import { verifyProof } from "./verify-proof";

vi.mock(import("@/lib/services"), async (importOriginal) => {
  const { withDeclaredCodes } = await import("./declared-codes-for-tests");
  return withDeclaredCodes(await importOriginal());
});

beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());
beforeEach(() => {
  askNobody();
  vi.useFakeTimers({ toFake: ["Date"], now: beginning });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a code for one document", () => {
  it("does not sign another of the same person, nor after the text was changed", async () => {
    const x = await waiting();
    const y = await waiting();
    await link(y.iin, freshPhone());
    await order(x.nonce, x.iin);
    await order(y.nonce, y.iin);
    const code = await lastCode(x.nonce);
    if (code !== (await lastCode(y.nonce))) expect(await codeFailure(y, code)).toBe("wrong");
    // The document of one application, under the name of another.
    const { document } = await db.signatureRequest.findUniqueOrThrow({ where: { nonce: x.nonce } });
    await db.signatureRequest.update({ where: { nonce: x.nonce }, data: { document: Buffer.from("another text") } });
    expect(await codeFailure(x, code)).toBe("wrong");
    await db.signatureRequest.update({ where: { nonce: x.nonce }, data: { document, purpose: "sign-application:ru" } });
    expect(await codeFailure(x, code)).toBe("wrong");
    await db.signatureRequest.update({ where: { nonce: x.nonce }, data: { purpose: "sign-application:kk" } });
    expect(await codeFailure(x, code)).toBe("signed");
  });

  it("does not sign that text in another language, which is another document", async () => {
    const { id, iin, nonce } = await waiting();
    await order(nonce, iin);
    const prepared = await prepareSignature(id, iin, "ru");
    if (!prepared.ok) throw new Error(prepared.error.kind);
    expect(await codeFailure({ id, iin, nonce: prepared.value.nonce }, await lastCode(nonce))).toBe("not-sent");
  });

  it("is void once the application was changed after it was sent", async () => {
    const before = await waiting();
    await order(before.nonce, before.iin);
    const code = await lastCode(before.nonce);
    await edit(before);
    expect(await codeFailure(before, code)).toBe("document-gone");
    expect(await order(before.nonce, before.iin)).toEqual({ kind: "document-gone" });
    const after = await documentOf(before.id, before.iin);
    expect(await codeFailure({ ...before, nonce: after.nonce }, code)).toBe("not-sent");
    expect(await isSigned(before.id)).toBe(false);
  });

  it("is void when the document was signed by EDS meanwhile", async () => {
    const { id, iin, nonce, text } = await waiting();
    await order(nonce, iin);
    const code = await lastCode(nonce);
    const cms = await signFor(iin, text, await clockOf(iin));
    expect(await signApplication({ id, applicant: iin, nonce, cms })).toMatchObject({ ok: true });
    expect(await codeFailure({ id, iin, nonce }, code)).toBe("document-gone");
    expect(await db.signature.count({ where: { applicationId: id } })).toBe(1);
  });
});

describe("a code for an owner's answer", () => {
  /** An application that waits for the consent of its owner, and the owner's prepared answer. */
  async function asking() {
    const owner = await person();
    asked.owners = [owner];
    const iin = await person();
    const at = await walkApplication("id-card-renewal", iin, "awaiting-consent");
    if (at.kind !== "reached") throw new Error(JSON.stringify(at));
    const application = await findApplication(at.id);
    if (!application) throw new Error("it was just there");
    const nonce = randomBytes(16).toString("hex");
    const about = { application, stage: "consent", purpose: "consent:kk", signer: owner, nonce };
    await keepRequest({ ...about, text: "I agree", content: {} });
    return { owner, nonce, application };
  }

  it("says in its message what it is for, and is not void because another owner has answered", async () => {
    const { owner, nonce, application } = await asking();
    expect(await order(nonce, owner)).toMatchObject({ kind: "sent" });
    const message = await db.mockMessage.findFirst({ where: { key: `signing:${nonce}:1` } });
    expect(message?.text).toContain("жауап беру коды");
    const { id, state } = application;
    const moved = { ...state, seq: state.seq + 1 } as object;
    await db.application.update({ where: { id }, data: { state: moved, seq: state.seq + 1 } });
    const proof = { code: await lastCode(nonce) };
    expect(await verifyProof(nonce, proof, owner, await clockOf(owner))).toMatchObject({
      ok: true,
      value: { method: "otp" },
    });
  });

  it("is void once nobody is asked any more", async () => {
    const { owner, nonce, application } = await asking();
    await order(nonce, owner);
    const proof = { code: await lastCode(nonce) };
    await withdrawApplication(application.id, application.applicant);
    expect(await verifyProof(nonce, proof, owner, await clockOf(owner))).toEqual({
      ok: false,
      error: { kind: "document-gone" },
    });
  });

  it("is nobody's who was not asked", async () => {
    const { nonce, application } = await asking();
    const stranger = await person();
    await db.signatureRequest.update({ where: { nonce }, data: { signer: stranger } });
    expect(await order(nonce, stranger)).toEqual({ kind: "shut" });
    expect(await db.signingCode.count({ where: { signer: application.applicant } })).toBe(0);
  });
});
