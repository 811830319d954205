import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hashToken } from "@/lib/infra/auth/tokens";
import { db } from "@/lib/infra/db/client";
import {
  account,
  byEds,
  byPassword,
  cmsOf,
  freshIin,
  freshPhone,
  isIn,
  newPassword,
  password,
  session,
  told,
} from "./accounts-for-tests";
import { changePassword } from "./change-password";
import { checkCode } from "./check-code";
import { checkKey, viewReadiness } from "./check-key";
import { makeChallenge } from "./eds-challenge";
import { phoneToSign, startPhoneLink } from "./link-phone";
import { awaitsIdentification } from "./recover-password";
import { redeemTicket } from "./redeem-ticket";
import { reportStranger } from "./report-stranger";
import { sendCode } from "./send-code";
import { setPassword, viewPasswordTicket } from "./set-password";
import { giveTicket } from "./sign-in-with-eds";

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

describe("a ticket", () => {
  it("opens nothing but what it is for", async () => {
    const phone = freshPhone();
    const iin = await account(phone);
    for (const purpose of ["password", "recovery", "phone"] as const) {
      const ticket = await giveTicket(db, { iin, purpose, method: "eds", locale: "kk" });
      expect(await redeemTicket(ticket, null), purpose).toBeNull();
      if (purpose === "password") continue;
      expect(await viewPasswordTicket(ticket), purpose).toBeNull();
      expect(await setPassword({ ticket, password: newPassword, email: null })).toMatchObject({
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

describe("staff without a linked number", () => {
  it("are not let in by the password alone, and are by EDS", async () => {
    const iin = await account(null, ["umd-officer:71"]);
    expect(await byPassword(iin)).toEqual({ kind: "needs-eds" });
    expect(await byPassword(iin, "wrong")).toMatchObject({ kind: "wrong" });
    const signed = await byEds(iin);
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
    const keeps = await changePassword({ iin, sessionId: hashToken(mine) }, password, newPassword);
    expect(keeps.ok).toBe(true);
    expect(await told(iin)).toContain("account-password-changed");
  });
});

describe("readiness", () => {
  it("knows a key that was tried, until it expires, and never another person's", async () => {
    const iin = await account(freshPhone());
    expect(await viewReadiness(iin)).toEqual({ hasPhone: true, keyUntil: null });
    const { sealed, text } = await makeChallenge({ purpose: "key-check", locale: "kk", signer: iin });
    expect(await checkKey(iin, sealed, await cmsOf(freshIin(), text))).toMatchObject({ ok: false });
    // A document needs a key for signing.
    expect(await checkKey(iin, sealed, await cmsOf(iin, text, "auth-only"))).toMatchObject({ ok: false });
    const checked = await checkKey(iin, sealed, await cmsOf(iin, text));
    expect(await viewReadiness(iin)).toEqual({ hasPhone: true, keyUntil: checked.ok ? checked.value : null });
    pass(10 * 365 * 24 * 60 * minute);
    expect((await viewReadiness(iin)).keyUntil).toBeNull();
  });
});
