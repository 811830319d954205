import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parsePhone, type Phone } from "@/lib/kernel/phone";
import { type Iin } from "@/lib/kernel/iin";
import { orderCode } from "@/lib/infra/auth/one-time-code";
import { signingCodeKeys } from "@/lib/infra/auth/signing-code";
import { realNow } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { verifyStored } from "../verify-cms";
import {
  account,
  byPassword,
  cmsOf,
  codeSentTo,
  freshAddress,
  freshIin,
  freshPhone,
  giveCode,
  password,
} from "./accounts-for-tests";
import { checkCode } from "./check-code";
import { makeChallenge } from "./eds-challenge";
import { linkPhone, phoneToSign, removePhone, startPhoneLink } from "./link-phone";
import { startRecovery } from "./recover-password";
import { sendCode } from "./send-code";
import { viewProfile } from "./view-profile";

const minute = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-21T06:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => db.$disconnect());

function pass(ms: number): void {
  vi.setSystemTime((vi.getMockedSystemTime()?.getTime() ?? 0) + ms);
}

describe("linking a number", () => {
  async function confirmed(iin: Iin, phone: Phone): Promise<string> {
    const ticket = (await startPhoneLink(iin, phone, "kk")) ?? "";
    expect(await phoneToSign(ticket, iin)).toBeNull();
    await sendCode(ticket, "phone");
    expect(await giveCode(ticket, await codeSentTo(phone), "phone")).toEqual({ kind: "right" });
    return ticket;
  }
  async function signLink(iin: Iin, ticket: string, signer = iin) {
    const link = await phoneToSign(ticket, iin);
    const { sealed, text } = await makeChallenge({
      purpose: "link-phone",
      locale: "kk",
      signer: iin,
      ...(link ? { link } : {}),
    });
    return linkPhone({ iin, ticket, challenge: sealed, cms: await cmsOf(signer, text) });
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
    const { sealed, text } = await makeChallenge({
      purpose: "link-phone",
      locale: "kk",
      signer: iin,
      ...(link ? { link } : {}),
    });
    expect(text).toContain(link?.phone);
    expect(await linkPhone({ iin, ticket: second, challenge: sealed, cms: await cmsOf(iin, text) })).toMatchObject({
      ok: false,
    });
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

  it("sends no code to the earlier number any more, nor takes one that went there", async () => {
    const before = freshPhone();
    const iin = await account(before);
    const begun = await byPassword(iin);
    const ticket = begun.kind === "right" ? begun.ticket : "";
    const recovery = await startRecovery({ iin, locale: "kk", address: freshAddress() });
    const recovering = recovery.kind === "begun" ? recovery.ticket : "";
    expect([(await sendCode(ticket)).kind, (await sendCode(recovering, "recovery")).kind]).toEqual(["sent", "sent"]);
    const code = await codeSentTo(before);
    expect((await signLink(iin, await confirmed(iin, freshPhone()))).ok).toBe(true);
    const messages = await db.mockMessage.count({ where: { to: before } });
    pass(2 * minute);
    expect([await sendCode(ticket), await sendCode(recovering, "recovery")]).toMatchObject([
      { kind: "over" },
      { kind: "over" },
    ]);
    expect(await db.mockMessage.count({ where: { to: before } })).toBe(messages);
    expect(await checkCode({ ticket, code, userAgent: null })).toMatchObject({ kind: "over" });
    expect(await giveCode(recovering, code, "recovery")).toMatchObject({ kind: "over" });
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

  it("sends a stranger's number two messages at most, whatever the accounts; the third is its owner's", async () => {
    const phone = freshPhone();
    const kinds: string[] = [];
    for (let turn = 1; turn <= 100; turn += 1) {
      const ticket = await startPhoneLink(await account(), phone, "kk");
      kinds.push((await sendCode(ticket ?? "", "phone")).kind);
    }
    expect(kinds.filter((kind) => kind === "sent")).toHaveLength(2);
    expect(await db.mockMessage.count({ where: { to: phone } })).toBe(2);
    const started = await byPassword(await account(phone));
    expect((await sendCode(started.kind === "right" ? started.ticket : "")).kind).toBe("sent");
  });

  it("leaves most of a number's messages of a day to its owner, who signs in and signs, however many accounts strangers have", async () => {
    const phone = freshPhone();
    const owner = await account(phone);
    const byStrangers: string[] = [];
    for (let hour = 1; hour <= 12; hour += 1) {
      const ticket = await startPhoneLink(await account(), phone, "kk");
      byStrangers.push((await sendCode(ticket ?? "", "phone")).kind);
      const recovery = await startRecovery({ iin: owner, locale: "kk", address: freshAddress() });
      if (recovery.kind === "begun") await sendCode(recovery.ticket, "recovery");
      pass(60 * minute);
    }
    expect(await db.mockMessage.count({ where: { to: phone, code: { not: null } } })).toBe(3);
    expect(byStrangers).toContain("too-many");
    const own: string[] = [];
    for (let turn = 1; turn <= 7; turn += 1) {
      const started = await byPassword(owner);
      own.push((await sendCode(started.kind === "right" ? started.ticket : "")).kind);
      pass(11 * minute);
    }
    for (let turn = 1; turn <= 20; turn += 1) {
      const started = await byPassword(owner);
      await sendCode(started.kind === "right" ? started.ticket : "");
    }
    // Five of their own beside the strangers' three: the day's last two are for what they sign.
    expect(own).toEqual([...Array<string>(5).fill("sent"), "too-many", "too-many"]);
    const keys = signingCodeKeys(owner, phone);
    const signing = () => inTransaction((tx) => orderCode(tx, null, keys, realNow()));
    expect([await signing(), await signing()]).toEqual([null, null]);
    expect((await signing())?.kind).toBe("too-many");
  });
});
