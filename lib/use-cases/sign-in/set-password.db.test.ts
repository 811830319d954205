import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Iin } from "@/lib/kernel/iin";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import {
  account,
  byEds,
  byPassword,
  codeSentTo,
  freshAddress,
  freshIin,
  freshPhone,
  giveCode,
  isIn,
  newPassword,
  session,
  told,
} from "./accounts-for-tests";
import { checkCode } from "./check-code";
import { startPhoneLink } from "./link-phone";
import { pendingSignIn } from "./pending-sign-in";
import { awaitsIdentification, identifyForRecovery, startRecovery } from "./recover-password";
import { redeemTicket } from "./redeem-ticket";
import { sendCode } from "./send-code";
import { setPassword } from "./set-password";
import { viewProfile } from "./view-profile";

const minute = 60_000;

async function passwordTicket(iin: Iin): Promise<string> {
  const signed = await byEds(iin, "new-password");
  if (!signed.ok) throw new Error(JSON.stringify(signed.error));
  return signed.value.ticket;
}

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

describe("making an account", () => {
  it("sets the password that signs in from then on, once", async () => {
    const iin = freshIin();
    const ticket = await passwordTicket(iin);
    expect(await setPassword({ ticket, password: "short", email: null })).toEqual({ ok: false, error: "too-short" });
    expect(await setPassword({ ticket, password: `my number ${iin}`, email: null })).toEqual({
      ok: false,
      error: "own-iin",
    });
    const set = await setPassword({ ticket, password: newPassword, email: "a@example.kz" });
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
    expect((await byPassword(iin, newPassword)).kind).toBe("right");
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
      password: newPassword,
      email: "other@example.kz",
    });
    expect(set.ok).toBe(true);
    expect(await isIn(elsewhere)).toBe(false);
    expect(await redeemTicket(begun.kind === "right" ? begun.ticket : "", null)).toBeNull();
    expect((await byPassword(iin)).kind).toBe("wrong");
    expect((await byPassword(iin, newPassword)).kind).toBe("right");
    // An address is for a new account: nobody changes it by the way.
    expect((await viewProfile(iin)).email).toBeNull();
    expect(await told(iin)).toEqual(["account-password-reset"]);
  });

  it("keeps the roles of staff", async () => {
    const iin = await account(freshPhone(), ["umd-officer:71"]);
    await setPassword({ ticket: await passwordTicket(iin), password: newPassword, email: null });
    expect(await db.account.findUnique({ where: { iin } })).toMatchObject({ roles: ["umd-officer:71"] });
  });
});

describe("a new password by SMS and identification", () => {
  async function begun(iin: Iin): Promise<string> {
    const start = await startRecovery({ iin, locale: "kk", address: freshAddress() });
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
    expect(await giveCode(ticket, await codeSentTo(phone), "recovery")).toEqual({ kind: "right" });
    expect(await awaitsIdentification(ticket)).toBe(true);
    // The code alone sets nothing and signs nobody in.
    expect(await setPassword({ ticket, password: newPassword, email: null })).toMatchObject({
      ok: false,
    });
    expect(await redeemTicket(ticket, null)).toBeNull();
    const identified = await identifyForRecovery(ticket);
    const next = identified.kind === "recognised" ? identified.ticket : "";
    expect((await setPassword({ ticket: next, password: newPassword, email: null })).ok).toBe(true);
    expect((await identifyForRecovery(ticket)).kind).toBe("over");
  });

  it("is not for whoever Digital ID does not recognise; silence costs no second code", async () => {
    const phone = freshPhone();
    const iin = await account(phone);
    const row = await recognised(iin, "not-recognised");
    const ticket = await begun(iin);
    await sendCode(ticket, "recovery");
    await giveCode(ticket, await codeSentTo(phone), "recovery");
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
        expect(await giveCode(ticket, "no-code", "recovery")).toMatchObject({ kind: "wrong", left });
      expect((await giveCode(ticket, "no-code", "recovery")).kind).toBe("locked");
    }
    expect(await db.mockMessage.count({ where: { iin: { in: [noPhone, unknown] } } })).toBe(0);
  });

  it("does not tell what else the number has got: the answer is the same, and no message goes out", async () => {
    const phone = freshPhone();
    const [iin, other] = [await account(phone), await account(freshPhone())];
    for (let turn = 1; turn <= 2; turn += 1)
      await sendCode((await startPhoneLink(await account(), phone, "kk")) ?? "", "phone");
    const [busy, quiet] = [await begun(iin), await begun(other)];
    const views = [];
    for (const ticket of [busy, quiet]) {
      expect(await sendCode(ticket, "recovery")).toEqual({ kind: "sent" });
      views.push(await pendingSignIn(ticket, "recovery"));
    }
    expect(views[0]).toEqual(views[1]);
    expect(await db.mockMessage.count({ where: { to: phone } })).toBe(2);
    expect(await giveCode(busy, await codeSentTo(phone), "recovery")).toMatchObject({ kind: "wrong" });
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
      for (let wrong = 1; wrong <= 6; wrong += 1) await giveCode(start.ticket, "no-code", "recovery");
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
