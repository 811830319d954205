import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { iinSchema, type Iin } from "@/lib/kernel/iin";
import { now as clockOf } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import type { Service } from "@/lib/process/define-service";
import type { Stage } from "@/lib/process/stages";
import { everyKind } from "@/lib/process/testing/synthetic-services";
import { findApplication } from "../application-record";
import { keepRequest, prepareSignature } from "../prepare-signature";
import { copyPerson } from "../qa/copy-person";
import { loadDemoWorld } from "../qa/demo-world-for-tests";
import { signFor } from "../qa/test-keys";
import { walkApplication } from "../qa/walk";
import { saveStep } from "../save-step";
import { signApplication } from "../sign-application";
import { withdrawApplication } from "../withdraw-application";
import { checkSigningCode } from "./check-signing-code";
import { openForCode } from "./code-way";
import { sendSigningCode } from "./send-signing-code";
import { viewOwnSignatures } from "./stored-signatures";
import { verifyProof } from "./verify-proof";
import { viewSigningCode } from "./view-signing-code";

/** Who must consent; a test changes it. */
const asked = vi.hoisted(() => ({ owners: [] as string[], methods: [] as ("eds" | "otp")[] }));

// The ID card's declaration, as if its regulation took one-time codes and asked owners.
vi.mock(import("@/lib/services"), async (importOriginal) => {
  const original = await importOriginal();
  const withCodes = (stage: Stage): Stage[] => {
    if (stage.kind !== "signature") return [stage];
    const { methods } = asked;
    const consent = everyKind.stages.find((other) => other.kind === "consent");
    if (!consent) throw new Error("no consent among all kinds");
    return [
      { ...stage, methods },
      { ...consent, from: () => asked.owners, methods },
    ];
  };
  const services = original.services.map((one): Service => ({ ...one, stages: one.stages.flatMap(withCodes) }));
  const serviceToday = (id: string) => services.find((service) => service.id === id);
  return {
    ...original,
    services,
    serviceToday,
    serviceOf: ({ service }) => serviceToday(service) ?? original.serviceOf({ service, version: 0 }),
  };
});

const minute = 60_000;
const aigerim = iinSchema.parse("940416412502");
let phones = 0;

vi.setConfig({ testTimeout: 90_000 });
beforeAll(loadDemoWorld, 120_000);
afterAll(() => db.$disconnect());
beforeEach(() => {
  asked.owners = [];
  asked.methods.splice(0, 2, "eds", "otp");
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-23T06:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

function pass(ms: number): void {
  vi.setSystemTime((vi.getMockedSystemTime()?.getTime() ?? 0) + ms);
}

const freshPhone = () => `+77019${String((phones += 1)).padStart(6, "0")}`;
const link = (iin: Iin, phone: string | null) => db.account.update({ where: { iin }, data: { phone } });
const order = (nonce: string, signer: Iin) => sendSigningCode({ nonce, signer, locale: "kk" });
const wrongCode = (right: string) => (right === "000000" ? "000001" : "000000");

/** Somebody of their own, with this number linked. */
async function person(phone: string | null = freshPhone()): Promise<Iin> {
  const copied = await copyPerson(aigerim);
  if (!copied.ok) throw new Error(copied.error);
  await link(copied.value.iin, phone);
  return copied.value.iin;
}

/** An application that waits for its signature. */
async function waiting(phone?: string | null) {
  const iin = await person(phone);
  const at = await walkApplication("id-card-renewal", iin, "draft");
  if (at.kind !== "reached") throw new Error(JSON.stringify(at));
  return { id: at.id, iin, ...(await documentOf(at.id, iin)) };
}

async function documentOf(id: string, iin: Iin) {
  const prepared = await prepareSignature(id, iin, "kk");
  if (!prepared.ok) throw new Error(prepared.error.kind);
  return prepared.value;
}

async function lastCode(nonce: string): Promise<string> {
  const row = await db.signingCode.findUniqueOrThrow({ where: { nonce } });
  const message = await db.mockMessage.findUniqueOrThrow({ where: { key: row.message ?? "" } });
  return message.code ?? "none";
}

const sign = ({ id, iin, nonce }: { id: string; iin: Iin; nonce: string }, code: string | null) =>
  signApplication({ id, applicant: iin, nonce, code });

async function codeFailure(...call: Parameters<typeof sign>): Promise<string> {
  const signed = await sign(...call);
  if (signed.ok) return "signed";
  return signed.error.kind === "code" ? signed.error.failure.kind : signed.error.kind;
}

async function isSigned(id: string): Promise<boolean> {
  const application = await findApplication(id);
  return application?.state.documentHash !== null;
}

/** The applicant goes back and changes an answer. */
async function edit({ id, iin }: { id: string; iin: Iin }): Promise<void> {
  const application = await findApplication(id);
  const answers = application?.state.answers["contacts"];
  if (!answers) throw new Error(JSON.stringify(Object.keys(application?.state.answers ?? {})));
  const input = { ...answers, email: "another@example.kz" };
  const saved = await saveStep({ id, applicant: iin, stage: "contacts", input });
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  const at = await walkApplication("id-card-renewal", iin, "draft");
  if (at.kind !== "reached") throw new Error(JSON.stringify(at));
}

/** Without it the first of many at once would be done before the second begins. */
async function openEveryConnection(): Promise<void> {
  await Promise.all(Array.from({ length: 20 }, () => db.$queryRaw`SELECT 1 FROM pg_sleep(0.1)`));
}

describe("a document signed by a one-time code", () => {
  it("is signed, and its record says by what: hash, number, times, message; the number is shown masked", async () => {
    const phone = freshPhone();
    const { id, iin, nonce, hash } = await waiting(phone);
    expect(await order(nonce, iin)).toMatchObject({ kind: "sent" });
    const code = await lastCode(nonce);
    expect(await db.mockMessage.findFirst({ where: { iin, code } })).toMatchObject({
      to: phone,
      text: expect.stringContaining(code) as string,
    });
    pass(minute);
    expect(await sign({ id, iin, nonce }, code)).toMatchObject({ ok: true });
    const row = await db.signature.findFirstOrThrow({ where: { applicationId: id } });
    expect(row).toMatchObject({
      method: "sms-code",
      signer: iin,
      documentHash: hash,
      cms: null,
      certificate: null,
      evidence: {
        code: {
          nonce,
          phone,
          message: `signing:${nonce}:1`,
          sentAt: "2026-11-23T06:00:00.000Z",
          givenAt: "2026-11-23T06:01:00.000Z",
        },
      },
    });
    const event = await db.applicationEvent.findFirst({ where: { applicationId: id, type: "document-signed" } });
    expect(event?.data).toMatchObject({ method: "otp", documentHash: hash, signatureId: row.id });
    const shown = await viewOwnSignatures(id, iin);
    expect(shown?.signatures).toMatchObject([
      {
        method: "sms-code",
        certificate: null,
        code: { maskedPhone: `+7 7•• ••• •• ${phone.slice(-2)}` },
        verdict: { kind: "valid" },
      },
    ]);
    expect(JSON.stringify(shown)).not.toContain(phone);
  });

  it("says so when what is stored was changed", async () => {
    const { id, iin, nonce } = await waiting();
    await order(nonce, iin);
    await sign({ id, iin, nonce }, await lastCode(nonce));
    const row = await db.signature.findFirstOrThrow({ where: { applicationId: id } });
    const evidence = row.evidence as { code: Record<string, string> };
    const verdict = async (data: object) => {
      await db.signature.update({ where: { id: row.id }, data });
      return (await viewOwnSignatures(id, iin))?.signatures[0]?.verdict;
    };
    const another = Buffer.from("another text");
    expect(await verdict({ document: another })).toEqual({ kind: "invalid", reason: "content-changed" });
    expect(await verdict({ document: row.document, signedAt: new Date(0) })).toMatchObject({ reason: "evidence" });
    const code = { ...evidence.code, phone: "+77000000000" };
    expect(await verdict({ signedAt: row.signedAt, evidence: { ...evidence, code } })).toMatchObject({
      reason: "evidence",
    });
    expect(await verdict({ evidence })).toEqual({ kind: "valid" });
  });

  it("keeps neither the code nor anything by which it could be tried without the portal's secret", async () => {
    const { iin, nonce } = await waiting();
    await order(nonce, iin);
    const { codeHash, ...row } = await db.signingCode.findUniqueOrThrow({ where: { nonce } });
    expect(codeHash).toMatch(/^[0-9a-f]{64}$/);
    expect(Object.values(row)).not.toContain(await lastCode(nonce));
  });

  it("does not cost another code when a state database is silent just then", async () => {
    const { id, iin, nonce } = await waiting();
    await order(nonce, iin);
    const code = await lastCode(nonce);
    await db.mockFault.create({ data: { database: "individuals", kind: "error", iin } });
    expect(await codeFailure({ id, iin, nonce }, code)).toBe("unanswered");
    expect(await viewSigningCode(nonce, iin)).toMatchObject({ kind: "open", isGiven: true });
    await db.mockFault.deleteMany({ where: { iin } });
    expect(await codeFailure({ id, iin, nonce }, code)).toBe("used");
    pass(5 * minute);
    expect(await codeFailure({ id, iin, nonce }, null)).toBe("used");
    pass(-1);
    expect(await sign({ id, iin, nonce }, null)).toMatchObject({ ok: true });
  });

  it("is not signed without a code by whoever has given none", async () => {
    const { id, iin, nonce } = await waiting();
    expect(await codeFailure({ id, iin, nonce }, null)).toBe("not-sent");
    await order(nonce, iin);
    expect(await codeFailure({ id, iin, nonce }, null)).toBe("not-sent");
    expect(await isSigned(id)).toBe(false);
  });
});

describe("the way by a code is open", () => {
  it("only where the declaration takes one", async () => {
    asked.methods.splice(0, 2, "eds");
    const { id, iin, nonce } = await waiting();
    expect(await viewSigningCode(nonce, iin)).toEqual({ kind: "eds-only" });
    expect(await order(nonce, iin)).toEqual({ kind: "shut" });
    expect(await codeFailure({ id, iin, nonce }, "123456")).toBe("shut");
    expect(await db.mockMessage.count({ where: { iin, code: { not: null } } })).toBe(0);
  });

  it("only with one's own number linked; and to whom it is not open, it says whose number is missing only if it is theirs", async () => {
    const { id, iin, nonce } = await waiting(null);
    expect(await viewSigningCode(nonce, iin)).toEqual({ kind: "shut", missing: "own" });
    expect(await order(nonce, iin)).toEqual({ kind: "shut" });
    const owner = await person(null);
    asked.owners = [owner];
    await link(iin, freshPhone());
    expect(await viewSigningCode(nonce, iin)).toEqual({ kind: "shut", missing: "other" });
    expect(await order(nonce, iin)).toEqual({ kind: "shut" });
    await link(owner, freshPhone());
    expect(await viewSigningCode(nonce, iin)).toMatchObject({ kind: "open" });
    expect(await order(nonce, iin)).toMatchObject({ kind: "sent" });
    // An owner takes their number away while the code is on its way.
    const code = await lastCode(nonce);
    await link(owner, null);
    expect(await codeFailure({ id, iin, nonce }, code)).toBe("shut");
    await link(owner, freshPhone());
    expect(await sign({ id, iin, nonce }, code)).toMatchObject({ ok: true });
  });

  it("not where somebody who must consent has no account", async () => {
    asked.owners = [iinSchema.parse("900101300007")];
    const { iin, nonce } = await waiting();
    expect(await viewSigningCode(nonce, iin)).toEqual({ kind: "shut", missing: "other" });
  });

  it("to the signer of the document alone", async () => {
    const { id, iin, nonce } = await waiting();
    const stranger = await person();
    expect(await viewSigningCode(nonce, stranger)).toBeNull();
    expect(await order(nonce, stranger)).toEqual({ kind: "document-gone" });
    await order(nonce, iin);
    expect(await codeFailure({ id, iin: stranger, nonce }, await lastCode(nonce))).toBe("not-found");
    expect(await isSigned(id)).toBe(false);
  });

  it("to the number that the code went to: linked anew meanwhile, it signs nothing", async () => {
    const { id, iin, nonce } = await waiting();
    await order(nonce, iin);
    const code = await lastCode(nonce);
    await link(iin, freshPhone());
    expect(await codeFailure({ id, iin, nonce }, code)).toBe("not-sent");
    expect(await isSigned(id)).toBe(false);
  });
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

describe("attacks on the code", () => {
  it("a hundred codes ordered to one number, over many applications and accounts: three messages", async () => {
    const phone = freshPhone();
    const victims = await Promise.all([waiting(phone), waiting(phone), waiting(phone), waiting(phone)]);
    const kinds: string[] = [];
    for (let turn = 0; turn < 25; turn += 1) {
      const sent = await Promise.all(victims.map(({ nonce, iin }) => order(nonce, iin)));
      kinds.push(...sent.map(({ kind }) => kind));
      pass(10_000);
    }
    expect(kinds).toHaveLength(100);
    expect(kinds.filter((kind) => kind === "sent")).toHaveLength(3);
    expect(await db.mockMessage.count({ where: { to: phone } })).toBe(3);
  });

  it("a double click sends one message", async () => {
    const { iin, nonce } = await waiting();
    await openEveryConnection();
    const kinds = (await Promise.all([1, 2, 3].map(() => order(nonce, iin)))).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(["sent", "too-soon", "too-soon"]);
    expect(await db.mockMessage.count({ where: { iin, code: { not: null } } })).toBe(1);
  });

  it("five wrong codes, a resend, another document: the sixth is locked for 15 minutes; EDS is open", async () => {
    const { id, iin, nonce, text } = await waiting();
    await order(nonce, iin);
    const first = await lastCode(nonce);
    for (let turn = 1; turn <= 4; turn += 1) {
      expect(await sign({ id, iin, nonce }, wrongCode(first))).toMatchObject({
        error: { kind: "code", failure: { kind: "wrong", left: 5 - turn } },
      });
    }
    pass(minute);
    expect(await order(nonce, iin)).toMatchObject({ kind: "sent" });
    const second = await lastCode(nonce);
    expect(await codeFailure({ id, iin, nonce }, first)).toBe(first === second ? "signed" : "wrong");
    expect(await codeFailure({ id, iin, nonce }, second)).toBe("locked");
    pass(minute);
    expect(await order(nonce, iin)).toMatchObject({ kind: "locked" });
    const view = await viewSigningCode(nonce, iin);
    expect(view).toMatchObject({ lockedUntil: new Date("2026-11-23T06:16:00Z") });
    expect(await isSigned(id)).toBe(false);
    const cms = await signFor(iin, text, await clockOf(iin));
    expect(await signApplication({ id, applicant: iin, nonce, cms })).toMatchObject({ ok: true });
  });

  it("the lock opens after 15 minutes, not before", async () => {
    const { id, iin, nonce } = await waiting();
    await order(nonce, iin);
    const wrong = wrongCode(await lastCode(nonce));
    for (let turn = 1; turn <= 5; turn += 1) await sign({ id, iin, nonce }, wrong);
    pass(15 * minute - 1);
    expect(await order(nonce, iin)).toMatchObject({ kind: "locked" });
    pass(1);
    expect(await order(nonce, iin)).toMatchObject({ kind: "sent" });
    expect(await codeFailure({ id, iin, nonce }, await lastCode(nonce))).toBe("signed");
  });

  it("twenty right codes at once: one signs", async () => {
    const { id, iin, nonce } = await waiting();
    await order(nonce, iin);
    const code = await lastCode(nonce);
    await openEveryConnection();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => codeFailure({ id, iin, nonce }, code)));
    expect(outcomes.filter((one) => one === "signed")).toHaveLength(1);
    expect(await db.signature.count({ where: { applicationId: id } })).toBe(1);
    expect(await db.applicationEvent.count({ where: { applicationId: id, type: "document-signed" } })).toBe(1);
  });

  it("twenty right codes at once: one is right, before anything else could stop the others", async () => {
    const { iin, nonce } = await waiting();
    await order(nonce, iin);
    const code = await lastCode(nonce);
    const opened = await openForCode(nonce, iin);
    if (opened?.way.kind !== "open") throw new Error("shut");
    const { request, way } = opened;
    await openEveryConnection();
    const checks = await Promise.all(Array.from({ length: 20 }, () => checkSigningCode(request, iin, way.phone, code)));
    expect(checks.filter(({ kind }) => kind === "right")).toHaveLength(1);
  });

  it("twenty wrong codes at once: five are looked at", async () => {
    const { id, iin, nonce } = await waiting();
    await order(nonce, iin);
    const wrong = wrongCode(await lastCode(nonce));
    await openEveryConnection();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => codeFailure({ id, iin, nonce }, wrong)));
    expect(outcomes.filter((one) => one === "wrong")).toHaveLength(5);
    expect(outcomes.filter((one) => one === "locked")).toHaveLength(15);
  });

  it("is good for 5 minutes", async () => {
    const { id, iin, nonce } = await waiting();
    await order(nonce, iin);
    pass(5 * minute);
    expect(await codeFailure({ id, iin, nonce }, await lastCode(nonce))).toBe("expired");
    await order(nonce, iin);
    pass(5 * minute - 1);
    expect(await codeFailure({ id, iin, nonce }, await lastCode(nonce))).toBe("signed");
  });

  it("a message that could not be handed over can be asked for again at once", async () => {
    const { iin, nonce } = await waiting();
    await db.mockFault.create({ data: { database: "messages", kind: "error", iin } });
    expect(await order(nonce, iin)).toEqual({ kind: "not-sent" });
    expect(await viewSigningCode(nonce, iin)).toMatchObject({ codeUntil: null });
    await db.mockFault.deleteMany({ where: { iin } });
    expect(await order(nonce, iin)).toMatchObject({ kind: "sent" });
  });
});
