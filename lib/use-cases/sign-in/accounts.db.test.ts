import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { checkDigit, iinSchema, type Iin } from "@/lib/kernel/iin";
import { parsePhone, phoneSchema, type Phone } from "@/lib/kernel/phone";
import { hashPassword } from "@/lib/infra/auth/password";
import { openSession, visitSession } from "@/lib/infra/auth/sessions";
import { rateKey } from "@/lib/infra/auth/rate-limit";
import { hashToken } from "@/lib/infra/auth/tokens";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import { signWithTestKey } from "@/lib/infra/signing/test-ca/sign-with-test-key";
import { openTestCa, testKeyPassword } from "@/lib/infra/signing/test-ca/test-ca";
import { changePassword } from "./change-password";
import { verifyStored } from "../verify-cms";
import { checkCode } from "./check-code";
import { checkKey, viewReadiness } from "./check-key";
import { makeChallenge, verifyChallenge, type ChallengePurpose } from "./eds-challenge";
import { linkPhone, phoneToSign, removePhone, startPhoneLink } from "./link-phone";
import { pendingSignIn } from "./pending-sign-in";
import { awaitsIdentification, identifyForRecovery, startRecovery } from "./recover-password";
import { redeemTicket } from "./redeem-ticket";
import { reportStranger } from "./report-stranger";
import { sendCode } from "./send-code";
import { setPassword, viewPasswordTicket } from "./set-password";
import { giveTicket, signInWithEds } from "./sign-in-with-eds";
import { startSignIn } from "./start-sign-in";
import { viewProfile } from "./view-profile";

const minute = 60_000;
const password = "Demo-Portal-2026";
const passwordHash = await hashPassword(password);
const ca = await openTestCa(env.dataDir);
let count = 0;

function freshIin(): Iin {
  for (;;) {
    count += 1;
    const first = `9002024${String(count).padStart(4, "0")}`;
    const digit = checkDigit(first);
    if (digit !== null) return iinSchema.parse(first + String(digit));
  }
}
const freshPhone = () => phoneSchema.parse(`+7702${String((count += 1)).padStart(7, "0")}`);

async function account(phone: Phone | null = null, roles = ["citizen"]): Promise<Iin> {
  const iin = freshIin();
  await db.account.create({ data: { iin, passwordHash, phone, roles } });
  return iin;
}

type KeyKind = Parameters<typeof ca.testKey>[1];

async function cmsOf(iin: Iin, text: string, kind: KeyKind = "valid", bin?: string): Promise<string> {
  const holder = { iin, surname: "СЫНАҚ", givenName: "АДАМ", ...(bin === undefined ? {} : { bin }) };
  const key = await ca.testKey(holder, kind);
  const cms = await signWithTestKey(new TextEncoder().encode(text), key, testKeyPassword, realNow());
  return Buffer.from(cms).toString("base64");
}

async function challenge(purpose: ChallengePurpose, more: { signer?: Iin; link?: { id: string; phone: Phone } } = {}) {
  const made = await makeChallenge({ purpose, locale: "kk", address: `10.1.0.${String((count += 1) & 255)}`, ...more });
  if (!made) throw new Error("too often");
  return made;
}

async function eds(iin: Iin, purpose: "sign-in" | "new-password" = "sign-in", kind: KeyKind = "valid") {
  const { nonce, text } = await challenge(purpose);
  return signInWithEds({ purpose, nonce, cms: await cmsOf(iin, text, kind), locale: "ru" });
}

async function passwordTicket(iin: Iin): Promise<string> {
  const signed = await eds(iin, "new-password");
  if (!signed.ok) throw new Error(JSON.stringify(signed.error));
  return signed.value.ticket;
}

const session = (iin: Iin) => openSession(db, { iin, method: "qa", userAgent: "test", at: realNow() });
const isIn = async (sid: string) => (await visitSession(hashToken(sid))) !== null;
const byPassword = (iin: Iin, given = password) =>
  startSignIn({ iin, password: given, locale: "kk", address: `10.2.0.${String((count += 1) & 255)}`, userAgent: null });
const codeSentTo = async (to: string) =>
  (await db.mockMessage.findFirst({ where: { to }, orderBy: { at: "desc" } }))?.code ?? "none";
const told = async (iin: Iin) =>
  (await db.notice.findMany({ where: { iin }, orderBy: { at: "asc" } })).map((n) => n.kind);
const give = (ticket: string, code: string, purpose: "recovery" | "phone") =>
  checkCode({ ticket, code, userAgent: null, purpose });

function pass(ms: number): void {
  vi.setSystemTime((vi.getMockedSystemTime()?.getTime() ?? 0) + ms);
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-21T06:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => db.$disconnect());

describe("signing in by EDS", () => {
  it("signs in the account of the key's IIN, in its language, and is in the history", async () => {
    const iin = await account(freshPhone());
    const signed = await eds(iin);
    const ticket = signed.ok && signed.value.hasAccount ? signed.value.ticket : "";
    const opened = await redeemTicket(ticket, "test");
    expect(await visitSession(hashToken(opened?.sid ?? ""))).toMatchObject({ iin });
    expect((await viewProfile(iin)).history[0]).toMatchObject({ method: "eds", outcome: "signed-in" });
  });

  it("is open while the password is locked", async () => {
    const iin = await account();
    for (let turn = 1; turn <= 6; turn += 1) await byPassword(iin, "wrong");
    expect((await byPassword(iin)).kind).toBe("locked");
    const signed = await eds(iin);
    expect(await redeemTicket(signed.ok ? signed.value.ticket : "", null)).not.toBeNull();
  });

  it("uses a text up: of 10 answers at once with one signature 1 signs in, and none later", async () => {
    const iin = await account();
    const { nonce, text } = await challenge("sign-in");
    const cms = await cmsOf(iin, text);
    const once = () => signInWithEds({ purpose: "sign-in", nonce, cms, locale: "kk" });
    const answers = await Promise.all(Array.from({ length: 10 }, once));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await once()).toEqual({ ok: false, error: { kind: "gone" } });
  });

  it("takes a text for 15 minutes", async () => {
    const iin = await account();
    const { nonce, text } = await challenge("sign-in");
    const cms = await cmsOf(iin, text);
    pass(15 * minute);
    expect(await signInWithEds({ purpose: "sign-in", nonce, cms, locale: "kk" })).toMatchObject({ ok: false });
    const late = await challenge("sign-in");
    const inTime = await cmsOf(iin, late.text);
    pass(15 * minute - 1);
    expect((await signInWithEds({ purpose: "sign-in", nonce: late.nonce, cms: inTime, locale: "kk" })).ok).toBe(true);
  });

  it("takes no signature that was made for something else", async () => {
    const iin = await account();
    for (const purpose of ["new-password", "key-check", "link-phone"] as const) {
      const { nonce, text } = await challenge(purpose, purpose === "new-password" ? {} : { signer: iin });
      const cms = await cmsOf(iin, text);
      expect(await signInWithEds({ purpose: "sign-in", nonce, cms, locale: "kk" })).toMatchObject({ ok: false });
    }
    const [mine, other] = [await challenge("sign-in"), await challenge("sign-in")];
    const cms = await cmsOf(iin, other.text);
    expect(await signInWithEds({ purpose: "sign-in", nonce: mine.nonce, cms, locale: "kk" })).toEqual({
      ok: false,
      error: { kind: "signature", failure: { reason: "content-changed" } },
    });
  });

  it.each(["expired", "revoked", "wrong-chain"] as const)("refuses a key that is %s, by name", async (kind) => {
    const iin = await account();
    expect(await eds(iin, "sign-in", kind)).toEqual({
      ok: false,
      error: { kind: "signature", failure: { reason: kind } },
    });
  });

  it("takes an older key for authentication, and none of an organisation whose BIN is none", async () => {
    const iin = await account();
    expect((await eds(iin, "sign-in", "auth-only")).ok).toBe(true);
    const { nonce, text } = await challenge("sign-in");
    const cms = await cmsOf(iin, text, "valid", "990140000385");
    expect((await verifyChallenge({ purpose: "sign-in", nonce, cms })).ok).toBe(false);
  });

  it("leads whoever has no account to making one, and no ticket of the kind signs in", async () => {
    const iin = freshIin();
    const signed = await eds(iin);
    expect(signed).toMatchObject({ ok: true, value: { hasAccount: false } });
    const ticket = signed.ok ? signed.value.ticket : "";
    expect(await redeemTicket(ticket, null)).toBeNull();
    expect(await viewPasswordTicket(ticket)).toEqual({ iin, bin: null, hasAccount: false });
  });

  it("makes at most 600 texts of a purpose for one address in 15 minutes, and those of one purpose leave the others", async () => {
    const ask = (purpose: ChallengePurpose) => makeChallenge({ purpose, locale: "kk", address: "10.3.0.1" });
    const now = realNow();
    const expiresAt = new Date(now.getTime() + 15 * minute);
    const hits = Array.from({ length: 598 }, () => now);
    await db.rateLimit.create({ data: { key: rateKey("challenge-sign-in", "10.3.0.1"), hits, expiresAt } });
    const made = [];
    for (let turn = 1; turn <= 4; turn += 1) made.push((await ask("sign-in")) !== null);
    expect(made).toEqual([true, true, false, false]);
    for (const purpose of ["new-password", "mobile-sign-in"] as const) expect(await ask(purpose)).not.toBeNull();
  });
});

describe("making an account", () => {
  it("sets the password that signs in from then on, once", async () => {
    const iin = freshIin();
    const ticket = await passwordTicket(iin);
    expect(await setPassword({ ticket, password: "short", email: null })).toEqual({ ok: false, error: "too-short" });
    expect(await setPassword({ ticket, password: `my number ${iin}`, email: null })).toEqual({
      ok: false,
      error: "own-iin",
    });
    const set = await setPassword({ ticket, password: "жаңа қақпа күзде ашылды", email: "a@example.kz" });
    expect(await redeemTicket(set.ok ? set.value : "", null)).not.toBeNull();
    expect(await db.account.findUnique({ where: { iin } })).toMatchObject({
      email: "a@example.kz",
      roles: ["citizen"],
      phone: null,
    });
    expect(await setPassword({ ticket, password: "тағы бір ұзын құпиясөз", email: null })).toEqual({
      ok: false,
      error: "over",
    });
    expect((await byPassword(iin, "жаңа қақпа күзде ашылды")).kind).toBe("right");
    expect(await told(iin)).toEqual(["account-created"]);
  });
});

describe("a new password", () => {
  it("by EDS ends every session, voids what was begun with the old one, opens the lock, and is told", async () => {
    const iin = await account();
    const elsewhere = await session(iin);
    const begun = await byPassword(iin);
    for (let turn = 1; turn <= 6; turn += 1) await byPassword(iin, "wrong");
    const set = await setPassword({
      ticket: await passwordTicket(iin),
      password: "жаңа қақпа күзде ашылды",
      email: "other@example.kz",
    });
    expect(set.ok).toBe(true);
    expect(await isIn(elsewhere)).toBe(false);
    expect(await redeemTicket(begun.kind === "right" ? begun.ticket : "", null)).toBeNull();
    expect((await byPassword(iin)).kind).toBe("wrong");
    expect((await byPassword(iin, "жаңа қақпа күзде ашылды")).kind).toBe("right");
    // An address is for a new account: nobody changes it by the way.
    expect((await viewProfile(iin)).email).toBeNull();
    expect(await told(iin)).toEqual(["account-password-reset"]);
  });

  it("keeps the roles of staff", async () => {
    const iin = await account(freshPhone(), ["umd-officer:71"]);
    await setPassword({ ticket: await passwordTicket(iin), password: "жаңа қақпа күзде ашылды", email: null });
    expect(await db.account.findUnique({ where: { iin } })).toMatchObject({ roles: ["umd-officer:71"] });
  });
});

describe("a new password by SMS and identification", () => {
  async function begun(iin: Iin): Promise<string> {
    const start = await startRecovery({ iin, locale: "kk", address: `10.4.0.${String((count += 1) & 255)}` });
    if (start.kind !== "begun") throw new Error(start.kind);
    return start.ticket;
  }
  const recognised = (iin: Iin, outcome = "recognised") => db.mockIdentification.create({ data: { iin, outcome } });

  it("needs the code and then the identification", async () => {
    const phone = freshPhone();
    const iin = await account(phone);
    await recognised(iin);
    const ticket = await begun(iin);
    expect((await identifyForRecovery(ticket)).kind).toBe("over");
    expect(await sendCode(ticket, "recovery")).toEqual({ kind: "sent" });
    expect(await give(ticket, await codeSentTo(phone), "recovery")).toEqual({ kind: "right" });
    expect(await awaitsIdentification(ticket)).toBe(true);
    // The code alone sets nothing and signs nobody in.
    expect(await setPassword({ ticket, password: "жаңа қақпа күзде ашылды", email: null })).toMatchObject({
      ok: false,
    });
    expect(await redeemTicket(ticket, null)).toBeNull();
    const identified = await identifyForRecovery(ticket);
    const next = identified.kind === "recognised" ? identified.ticket : "";
    expect((await setPassword({ ticket: next, password: "жаңа қақпа күзде ашылды", email: null })).ok).toBe(true);
    expect((await identifyForRecovery(ticket)).kind).toBe("over");
  });

  it("is not for whoever Digital ID does not recognise; silence costs no second code", async () => {
    const phone = freshPhone();
    const iin = await account(phone);
    const row = await recognised(iin, "not-recognised");
    const ticket = await begun(iin);
    await sendCode(ticket, "recovery");
    await give(ticket, await codeSentTo(phone), "recovery");
    expect((await identifyForRecovery(ticket)).kind).toBe("not-recognised");
    await db.mockFault.create({ data: { database: "digital-id", kind: "error", iin } });
    expect((await identifyForRecovery(ticket)).kind).toBe("unavailable");
    await db.mockFault.deleteMany({ where: { iin } });
    await db.mockIdentification.update({ where: { iin: row.iin }, data: { outcome: "recognised" } });
    expect((await identifyForRecovery(ticket)).kind).toBe("recognised");
  });

  it("answers for an unknown IIN, and one without a number, as for any other, and no code is right", async () => {
    const [known, noPhone, unknown] = [await account(freshPhone()), await account(), freshIin()];
    for (const iin of [known, noPhone, unknown]) {
      const ticket = await begun(iin);
      expect(await sendCode(ticket, "recovery")).toEqual({ kind: "sent" });
      expect(await sendCode(ticket, "recovery")).toEqual({
        kind: "too-soon",
        until: new Date(realNow().getTime() + minute),
      });
      for (let left = 4; left >= 0; left -= 1)
        expect(await give(ticket, "no-code", "recovery")).toMatchObject({ kind: "wrong", left });
      expect((await give(ticket, "no-code", "recovery")).kind).toBe("locked");
    }
    expect(await db.mockMessage.count({ where: { iin: { in: [noPhone, unknown] } } })).toBe(0);
  });

  it("does not tell what else the number has got: the answer is the same, and no message goes out", async () => {
    const phone = freshPhone();
    const [iin, other] = [await account(phone), await account(freshPhone())];
    for (let turn = 1; turn <= 3; turn += 1)
      await sendCode((await startPhoneLink(await account(), phone, "kk")) ?? "", "phone");
    const [busy, quiet] = [await begun(iin), await begun(other)];
    const views = [];
    for (const ticket of [busy, quiet]) {
      expect(await sendCode(ticket, "recovery")).toEqual({ kind: "sent" });
      views.push(await pendingSignIn(ticket, "recovery"));
    }
    expect(views[0]).toEqual(views[1]);
    expect(await db.mockMessage.count({ where: { to: phone } })).toBe(3);
    expect(await give(busy, await codeSentTo(phone), "recovery")).toMatchObject({ kind: "wrong" });
  });

  it("asked for by a stranger does not close the owner's signing in: not the code, and not all messages of a day", async () => {
    const phone = freshPhone();
    const iin = await account(phone);
    const kinds: string[] = [];
    for (let turn = 1; turn <= 100; turn += 1) {
      const start = await startRecovery({ iin, locale: "kk", address: `10.5.${String(turn)}.1` });
      kinds.push(start.kind);
      if (start.kind !== "begun") continue;
      await sendCode(start.ticket, "recovery");
      for (let wrong = 1; wrong <= 6; wrong += 1) await give(start.ticket, "no-code", "recovery");
      pass(11 * minute);
    }
    expect(kinds.filter((kind) => kind === "begun")).toHaveLength(3);
    expect(await db.mockMessage.count({ where: { to: phone } })).toBeLessThanOrEqual(3);
    const started = await byPassword(iin);
    const ticket = started.kind === "right" ? started.ticket : "";
    expect((await sendCode(ticket)).kind).toBe("sent");
    expect(await checkCode({ ticket, code: await codeSentTo(phone), userAgent: null })).toEqual({ kind: "right" });
  });
});

describe("a ticket", () => {
  it("opens nothing but what it is for", async () => {
    const phone = freshPhone();
    const iin = await account(phone);
    for (const purpose of ["password", "recovery", "phone"] as const) {
      const ticket = await giveTicket(db, { iin, purpose, method: "eds", locale: "kk" });
      expect(await redeemTicket(ticket, null), purpose).toBeNull();
      if (purpose === "password") continue;
      expect(await viewPasswordTicket(ticket), purpose).toBeNull();
      expect(await setPassword({ ticket, password: "жаңа қақпа күзде ашылды", email: null })).toMatchObject({
        ok: false,
      });
    }
    const waits = (await startPhoneLink(iin, freshPhone(), "kk")) ?? "";
    for (const purpose of ["sign-in", "recovery"] as const) {
      expect(await sendCode(waits, purpose)).toEqual({ kind: "over" });
      expect(await checkCode({ ticket: waits, code: "000000", userAgent: null, purpose })).toEqual({ kind: "over" });
    }
    const signsIn = await giveTicket(db, { iin, purpose: "sign-in", method: "eds", locale: "kk" });
    expect(await viewPasswordTicket(signsIn)).toBeNull();
    expect(await awaitsIdentification(signsIn)).toBe(false);
    expect(await phoneToSign(signsIn, iin)).toBeNull();
  });
});

describe("linking a number", () => {
  async function confirmed(iin: Iin, phone: Phone): Promise<string> {
    const ticket = (await startPhoneLink(iin, phone, "kk")) ?? "";
    expect(await phoneToSign(ticket, iin)).toBeNull();
    await sendCode(ticket, "phone");
    expect(await give(ticket, await codeSentTo(phone), "phone")).toEqual({ kind: "right" });
    return ticket;
  }
  async function signLink(iin: Iin, ticket: string, signer = iin) {
    const link = await phoneToSign(ticket, iin);
    const { nonce, text } = await challenge("link-phone", { signer: iin, ...(link ? { link } : {}) });
    return linkPhone({ iin, ticket, nonce, cms: await cmsOf(signer, text) });
  }

  it("takes the code and the person's own signature over that number", async () => {
    const iin = await account();
    const phone = freshPhone();
    const ticket = await confirmed(iin, phone);
    expect((await viewProfile(iin)).maskedPhone).toBeNull();
    expect(await signLink(iin, ticket, freshIin())).toEqual({
      ok: false,
      error: { kind: "signature", failure: { reason: "wrong-person" } },
    });
    expect((await signLink(iin, ticket)).ok).toBe(true);
    expect(await db.account.findUnique({ where: { iin } })).toMatchObject({ phone });
    expect(await signLink(iin, ticket)).toEqual({ ok: false, error: { kind: "gone" } });
    // What speaks for the link later: the certificate, and the answers about it at that hour.
    const kept = await db.edsChallenge.findFirstOrThrow({ where: { usedBy: iin, purpose: "link-phone" } });
    expect(kept.certificate?.length).toBeGreaterThan(500);
    const row = { id: "", applicationId: "", stage: "", documentHash: "", signer: iin, purpose: kept.purpose };
    const { cms, evidence, signedAt } = kept;
    const stored = { ...row, cms, evidence, signedAt: signedAt ?? new Date(0) };
    expect(await verifyStored({ ...stored, document: kept.document })).toEqual({ kind: "valid" });
    const other = new TextEncoder().encode("+77010000000");
    expect(await verifyStored({ ...stored, document: other })).toMatchObject({ reason: "content-changed" });
    expect((await byPassword(iin)).kind === "right" && (await byPassword(iin))).toMatchObject({ needsCode: true });
  });

  it("takes no signature over another number, and no ticket of another person", async () => {
    const [iin, other] = [await account(), await account()];
    const [first, second] = [await confirmed(iin, freshPhone()), await confirmed(iin, freshPhone())];
    const link = await phoneToSign(first, iin);
    const { nonce, text } = await challenge("link-phone", { signer: iin, ...(link ? { link } : {}) });
    expect(text).toContain(link?.phone);
    expect(await linkPhone({ iin, ticket: second, nonce, cms: await cmsOf(iin, text) })).toMatchObject({ ok: false });
    expect(await phoneToSign(first, other)).toBeNull();
    expect(await signLink(other, first)).toEqual({ ok: false, error: { kind: "gone" } });
  });

  it("changes the number and tells the earlier one; the same number is not linked twice", async () => {
    const before = freshPhone();
    const iin = await account(before);
    const after = freshPhone();
    expect(await startPhoneLink(iin, before, "kk")).toBeNull();
    expect((await signLink(iin, await confirmed(iin, after))).ok).toBe(true);
    const notices = await db.notice.findMany({ where: { iin } });
    expect(notices.find(({ kind }) => kind === "account-phone-removed")?.params).toEqual({ sentTo: before });
    expect(notices.map(({ kind }) => kind)).toContain("account-phone-linked");
  });

  it("is removed by the password alone, under the lock of signing in", async () => {
    const phone = parsePhone("8 (702) 765-43-21") ?? freshPhone();
    const iin = await account(phone);
    for (let turn = 1; turn <= 5; turn += 1)
      expect(await removePhone(iin, "wrong")).toEqual({ ok: false, error: "wrong" });
    expect(await removePhone(iin, password)).toEqual({ ok: false, error: "locked" });
    expect((await byPassword(iin)).kind).toBe("locked");
    pass(15 * minute);
    expect((await removePhone(iin, password)).ok).toBe(true);
    expect((await viewProfile(iin)).maskedPhone).toBeNull();
  });

  it("sends a stranger's number three messages at most, whatever the accounts", async () => {
    const phone = freshPhone();
    const kinds: string[] = [];
    for (let turn = 1; turn <= 100; turn += 1) {
      const ticket = await startPhoneLink(await account(), phone, "kk");
      kinds.push((await sendCode(ticket ?? "", "phone")).kind);
    }
    expect(kinds.filter((kind) => kind === "sent")).toHaveLength(3);
    expect(await db.mockMessage.count({ where: { to: phone } })).toBe(3);
  });
});

describe("staff without a linked number", () => {
  it("are not let in by the password alone, and are by EDS", async () => {
    const iin = await account(null, ["umd-officer:71"]);
    expect(await byPassword(iin)).toEqual({ kind: "needs-eds" });
    expect(await byPassword(iin, "wrong")).toMatchObject({ kind: "wrong" });
    const signed = await eds(iin);
    expect(await redeemTicket(signed.ok ? signed.value.ticket : "", null)).not.toBeNull();
  });
});

describe("this was not me", () => {
  it("ends every other session and what was begun, and is told", async () => {
    const iin = await account();
    const [mine, theirs, stranger] = [await session(iin), await session(iin), await session(await account())];
    const begun = await byPassword(iin);
    expect(await reportStranger(iin, hashToken(mine))).toBe(1);
    expect([await isIn(mine), await isIn(theirs), await isIn(stranger)]).toEqual([true, false, true]);
    expect(await redeemTicket(begun.kind === "right" ? begun.ticket : "", null)).toBeNull();
    expect(await told(iin)).toEqual(["account-not-me"]);
    const keeps = await changePassword({ iin, sessionId: hashToken(mine) }, password, "жаңа қақпа күзде ашылды");
    expect(keeps.ok).toBe(true);
    expect(await told(iin)).toContain("account-password-changed");
  });
});

describe("readiness", () => {
  it("knows a key that was tried, until it expires, and never another person's", async () => {
    const iin = await account(freshPhone());
    expect(await viewReadiness(iin)).toEqual({ hasPhone: true, keyUntil: null });
    const { nonce, text } = await challenge("key-check", { signer: iin });
    expect(await checkKey(iin, nonce, await cmsOf(freshIin(), text))).toMatchObject({ ok: false });
    // A document needs a key for signing.
    expect(await checkKey(iin, nonce, await cmsOf(iin, text, "auth-only"))).toMatchObject({ ok: false });
    const checked = await checkKey(iin, nonce, await cmsOf(iin, text));
    expect(await viewReadiness(iin)).toEqual({ hasPhone: true, keyUntil: checked.ok ? checked.value : null });
    pass(10 * 365 * 24 * 60 * minute);
    expect((await viewReadiness(iin)).keyUntil).toBeNull();
  });
});
