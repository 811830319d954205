import { afterAll, describe, expect, it } from "vitest";
import { checkDigit, iinSchema, type Iin } from "@/lib/kernel/iin";
import type { Locale } from "@/lib/i18n/locale";
import { hashPassword } from "@/lib/infra/auth/password";
import { visitSession } from "@/lib/infra/auth/sessions";
import { hashToken } from "@/lib/infra/auth/tokens";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import type { TestKeyKind } from "@/lib/infra/signing/test-ca/person-certificate";
import { signWithTestKey } from "@/lib/infra/signing/test-ca/sign-with-test-key";
import { openTestCa, testKeyPassword } from "@/lib/infra/signing/test-ca/test-ca";
import { describeForMobile, documentForMobile, takeFromMobile } from "../signing/mobile-signing";
import { abandonTicket } from "./abandon-ticket";
import { endOtherSessions } from "./end-own-sessions";
import { makeChallenge } from "./eds-challenge";
import { startMobileSignIn, viewMobileSignIn } from "./mobile-sign-in";
import { redeemTicket } from "./redeem-ticket";
import { reportStranger } from "./report-stranger";
import { signInWithEds } from "./sign-in-with-eds";
import { viewProfile } from "./view-profile";

const passwordHash = await hashPassword("Demo-Portal-2026");
const ca = await openTestCa(env.dataDir);
const chrome = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36";
let count = 0;

function freshIin(): Iin {
  for (;;) {
    count += 1;
    const first = `9107074${String(count).padStart(4, "0")}`;
    const digit = checkDigit(first);
    if (digit !== null) return iinSchema.parse(first + String(digit));
  }
}

async function account(): Promise<Iin> {
  const iin = freshIin();
  await db.account.create({ data: { iin, passwordHash, roles: ["citizen"] } });
  return iin;
}

/** A browser that shows a code: its ticket, the code's id, the number on its screen. */
async function screen(locale: Locale = "kk") {
  const ticket = await startMobileSignIn({ locale, address: "192.0.2.7", userAgent: chrome });
  const shown = await viewMobileSignIn(ticket ?? undefined);
  if (ticket === null || shown.kind !== "code" || shown.code.kind !== "open") throw new Error(shown.kind);
  return { ticket, code: shown.code.url.split("/").at(-1) ?? "", number: shown.number };
}

/** The phone: scans and takes the text. */
async function scanned(code: string) {
  const described = await describeForMobile(code);
  const authorization = `Bearer ${described?.document.auth_token ?? ""}`;
  const body = await documentForMobile(code, authorization);
  if (!described || !body) throw new Error("refused");
  const bytes = new Uint8Array(Buffer.from(body.documentsToSign[0].document.file.data, "base64"));
  return { described, authorization, bytes, text: new TextDecoder().decode(bytes) };
}

async function cmsOf(iin: Iin, bytes: Uint8Array, kind: TestKeyKind = "valid", bin?: string): Promise<string> {
  const key = await ca.testKey({ iin, surname: "СЫНАҚ", givenName: "АДАМ", ...(bin && { bin }) }, kind);
  return Buffer.from(await signWithTestKey(bytes, key, testKeyPassword, realNow())).toString("base64");
}

const put = (code: string, authorization: string, data: string) =>
  takeFromMobile(code, authorization, {
    signMethod: "CMS_SIGN_ONLY",
    version: 1,
    documentsToSign: [{ id: 1, document: { file: { mime: "", data } } }],
  });

async function signed(code: string, iin: Iin, kind: TestKeyKind = "valid"): Promise<boolean> {
  const { authorization, bytes } = await scanned(code);
  return put(code, authorization, await cmsOf(iin, bytes, kind));
}

const refusalOf = async (ticket: string) => {
  const shown = await viewMobileSignIn(ticket);
  return shown.kind === "code" ? shown.code.refusal : shown.kind;
};

afterAll(() => db.$disconnect());

describe("signing in by eGov Mobile", () => {
  it("says on the phone what is signed, where, when, by which screen; and signs in the browser that showed the code", async () => {
    const iin = await account();
    const { ticket, code, number } = await screen();
    const { described, text } = await scanned(code);
    expect(described.description).toBe("Басқа экранда порталға кіру");
    for (const part of [env.publicUrl, "Chrome, Windows", "192.0.2.7", `Экрандағы сан: ${number}`, "Уақыты: "]) {
      expect(text).toContain(part);
    }
    expect(await redeemTicket(ticket, null)).toBeNull();
    expect(await signed(code, iin)).toBe(true);
    expect(await viewMobileSignIn(ticket)).toEqual({ kind: "signed", iin });
    const opened = await redeemTicket(ticket, chrome);
    expect(await visitSession(hashToken(opened?.sid ?? ""))).toMatchObject({ iin });
    expect(await db.session.findFirst({ where: { iin } })).toMatchObject({ method: "egov-mobile" });
    expect(await db.notice.findFirst({ where: { iin } })).toMatchObject({ kind: "account-mobile-sign-in" });
  });

  it.each([
    ["ru", "Вход на портал"],
    ["en", "Sign"],
  ] as const)("speaks on the phone the language of the screen: %s", async (locale, words) => {
    const { code } = await screen(locale);
    const { described, text } = await scanned(code);
    expect(described.description).toContain(words);
    expect(text).toContain(described.description);
  });

  it("signs in nobody else's browser, and none twice", async () => {
    const iin = await account();
    const [mine, other] = [await screen(), await screen()];
    expect(await signed(mine.code, iin)).toBe(true);
    expect((await viewMobileSignIn(other.ticket)).kind).toBe("code");
    for (const stranger of [other.ticket, "x".repeat(43), hashToken(mine.ticket)]) {
      expect(await redeemTicket(stranger, null)).toBeNull();
    }
    const tries = await Promise.all(Array.from({ length: 5 }, () => redeemTicket(mine.ticket, null)));
    expect(tries.filter((one) => one !== null)).toHaveLength(1);
    expect(await viewMobileSignIn(mine.ticket)).toEqual({ kind: "none" });
  });

  it("takes one signature: not the same one again, not one made for another screen, not one made to sign in by key", async () => {
    const iin = await account();
    const [mine, other] = [await screen(), await screen()];
    const phone = await scanned(mine.code);
    const elsewhere = await scanned(other.code);
    const cms = await cmsOf(iin, phone.bytes);
    expect(await put(other.code, elsewhere.authorization, cms)).toBe(false);
    expect(await refusalOf(other.ticket)).toBe("sign-in.eds.failures.content-changed");
    const answers = await Promise.all(Array.from({ length: 4 }, () => put(mine.code, phone.authorization, cms)));
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await put(mine.code, phone.authorization, cms)).toBe(false);
    expect(await describeForMobile(mine.code)).toBeNull();
    // The text of a screen signs nobody in at the page for keys.
    const { sealed } = await makeChallenge({ purpose: "sign-in", locale: "kk" });
    const cmsOfScreen = await cmsOf(iin, elsewhere.bytes);
    const direct = { purpose: "sign-in", challenge: sealed, cms: cmsOfScreen, locale: "kk" } as const;
    expect(await signInWithEds(direct)).toMatchObject({ error: { failure: { reason: "content-changed" } } });
  });

  const wrong: readonly [string, (iin: Iin, bytes: Uint8Array) => Promise<string>][] = [
    ["sign-in.mobile.failures.no-account", (_, bytes) => cmsOf(freshIin(), bytes)],
    ["sign-in.eds.failures.expired", (iin, bytes) => cmsOf(iin, bytes, "expired")],
    ["sign-in.eds.failures.organisation", (iin, bytes) => cmsOf(iin, bytes, "valid", "180540207141")],
    ["sign-in.eds.failures.revoked", (iin, bytes) => cmsOf(iin, bytes, "revoked")],
    ["sign-in.eds.failures.wrong-chain", (iin, bytes) => cmsOf(iin, bytes, "wrong-chain")],
    ["sign-in.eds.failures.content-changed", (iin, bytes) => cmsOf(iin, new Uint8Array([...bytes, 32]))],
    ["sign-in.eds.failures.not-a-signature", () => Promise.resolve("bm8gc2lnbmF0dXJl")],
  ];

  it.each(wrong)("refuses with %s, and then takes the right key", async (reason, make) => {
    const iin = await account();
    const { ticket, code } = await screen();
    const { authorization, bytes } = await scanned(code);
    expect(await put(code, authorization, await make(iin, bytes))).toBe(false);
    expect(await refusalOf(ticket)).toBe(reason);
    expect(await redeemTicket(ticket, null)).toBeNull();
    expect(await put(code, authorization, await cmsOf(iin, bytes))).toBe(true);
  });

  it("ends with the code, and with the text; a new code leads to a new screen's text", async () => {
    const iin = await account();
    const { ticket, code } = await screen();
    const { authorization, bytes } = await scanned(code);
    await db.mobileSigning.update({ where: { id: code }, data: { expiresAt: new Date(0), seriesAt: new Date(0) } });
    expect(await put(code, authorization, await cmsOf(iin, bytes))).toBe(false);
    expect(await viewMobileSignIn(ticket)).toMatchObject({ kind: "code", code: { kind: "expired" } });
    const late = await screen();
    const phone = await scanned(late.code);
    await db.edsChallenge.updateMany({ where: { about: hashToken(late.ticket) }, data: { expiresAt: new Date(0) } });
    expect(await put(late.code, phone.authorization, await cmsOf(iin, phone.bytes))).toBe(false);
    expect(await redeemTicket(late.ticket, null)).toBeNull();
  });

  it("leaves whoever was talked into signing something to see and to undo before anybody has entered", async () => {
    for (const undo of [endOtherSessions, reportStranger]) {
      const iin = await account();
      const { ticket, code } = await screen();
      expect(await signed(code, iin)).toBe(true);
      expect((await viewProfile(iin)).history).toMatchObject([{ method: "egov-mobile", outcome: "signed" }]);
      await undo(iin, "the victim's own session");
      expect(await redeemTicket(ticket, null)).toBeNull();
      expect(await viewMobileSignIn(ticket)).toEqual({ kind: "none" });
    }
  });

  it("lets the screen be entered for two minutes, and no longer", async () => {
    const iin = await account();
    const { ticket, code } = await screen();
    const before = realNow().getTime();
    expect(await signed(code, iin)).toBe(true);
    const { expiresAt } = await db.pendingSignIn.findUniqueOrThrow({ where: { id: hashToken(ticket) } });
    expect(expiresAt.getTime()).toBeGreaterThanOrEqual(before + 120_000);
    expect(expiresAt.getTime()).toBeLessThanOrEqual(realNow().getTime() + 120_000);
  });

  it("ends with the ticket that its browser gives up: the phone is refused, and what was signed lets nobody in", async () => {
    const iin = await account();
    const [shown, done, other] = [await screen(), await screen(), await screen()];
    const { authorization, bytes } = await scanned(shown.code);
    await abandonTicket(shown.ticket);
    expect(await describeForMobile(shown.code)).toBeNull();
    expect(await put(shown.code, authorization, await cmsOf(iin, bytes))).toBe(false);
    expect(await viewMobileSignIn(shown.ticket)).toEqual({ kind: "none" });
    expect(await signed(done.code, iin)).toBe(true);
    await abandonTicket(done.ticket);
    expect(await redeemTicket(done.ticket, null)).toBeNull();
    expect((await viewMobileSignIn(other.ticket)).kind).toBe("code");
  });

  it("hands its text to nobody without the code's token", async () => {
    const { code } = await screen();
    for (const authorization of [null, "", "Bearer x", `Bearer ${code}`]) {
      expect(await documentForMobile(code, authorization)).toBeNull();
    }
  });
});
