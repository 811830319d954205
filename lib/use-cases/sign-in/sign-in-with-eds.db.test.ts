import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { visitSession } from "@/lib/infra/auth/sessions";
import { hashToken } from "@/lib/infra/auth/tokens";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import { openSigningAuthority } from "@/lib/infra/signing/signing-authority";
import { account, byEds, byPassword, cmsOf, freshIin, freshPhone } from "./accounts-for-tests";
import { checkKey } from "./check-key";
import { makeChallenge, verifyChallenge } from "./eds-challenge";
import { redeemTicket } from "./redeem-ticket";
import { viewPasswordTicket } from "./set-password";
import { signInWithEds } from "./sign-in-with-eds";
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

describe("signing in by EDS", () => {
  it("signs in the account of the key's IIN, in its language, and is in the history", async () => {
    const iin = await account(freshPhone());
    const signed = await byEds(iin);
    const ticket = signed.ok && signed.value.hasAccount ? signed.value.ticket : "";
    const opened = await redeemTicket(ticket, "test");
    expect(await visitSession(hashToken(opened?.sid ?? ""))).toMatchObject({ iin });
    expect((await viewProfile(iin)).history[0]).toMatchObject({ method: "eds", outcome: "signed-in" });
  });

  it("is open while the password is locked", async () => {
    const iin = await account();
    for (let turn = 1; turn <= 6; turn += 1) await byPassword(iin, "wrong");
    expect((await byPassword(iin)).kind).toBe("locked");
    const signed = await byEds(iin);
    expect(await redeemTicket(signed.ok ? signed.value.ticket : "", null)).not.toBeNull();
  });

  it("uses a text up: of 10 answers at once with one signature 1 signs in, and none later", async () => {
    const iin = await account();
    const { sealed, text } = await makeChallenge({ purpose: "sign-in", locale: "kk" });
    const cms = await cmsOf(iin, text);
    const once = () => signInWithEds({ purpose: "sign-in", challenge: sealed, cms, locale: "kk" });
    const answers = await Promise.all(Array.from({ length: 10 }, once));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await once()).toEqual({ ok: false, error: { kind: "gone" } });
  });

  it("takes a text for 15 minutes", async () => {
    const iin = await account();
    const { sealed, text } = await makeChallenge({ purpose: "sign-in", locale: "kk" });
    const cms = await cmsOf(iin, text);
    pass(15 * minute);
    expect(await signInWithEds({ purpose: "sign-in", challenge: sealed, cms, locale: "kk" })).toMatchObject({
      ok: false,
    });
    const late = await makeChallenge({ purpose: "sign-in", locale: "kk" });
    const inTime = await cmsOf(iin, late.text);
    pass(15 * minute - 1);
    expect((await signInWithEds({ purpose: "sign-in", challenge: late.sealed, cms: inTime, locale: "kk" })).ok).toBe(
      true,
    );
  });

  it("takes no signature that was made for something else", async () => {
    const iin = await account();
    for (const purpose of ["new-password", "key-check", "link-phone"] as const) {
      const { sealed, text } = await makeChallenge({
        purpose,
        locale: "kk",
        ...(purpose === "new-password" ? {} : { signer: iin }),
      });
      const cms = await cmsOf(iin, text);
      expect(await signInWithEds({ purpose: "sign-in", challenge: sealed, cms, locale: "kk" })).toMatchObject({
        ok: false,
      });
    }
    const [mine, other] = [
      await makeChallenge({ purpose: "sign-in", locale: "kk" }),
      await makeChallenge({ purpose: "sign-in", locale: "kk" }),
    ];
    const cms = await cmsOf(iin, other.text);
    expect(await signInWithEds({ purpose: "sign-in", challenge: mine.sealed, cms, locale: "kk" })).toEqual({
      ok: false,
      error: { kind: "signature", failure: { reason: "content-changed" } },
    });
  });

  it.each(["expired", "revoked", "wrong-chain"] as const)(
    "refuses a key that is %s, by name",
    async (kind) => {
      const iin = await account();
      expect(await byEds(iin, "sign-in", kind)).toEqual({
        ok: false,
        error: { kind: "signature", failure: { reason: kind } },
      });
    },
    120_000,
  );

  it("refuses by name while the authority is silent, and takes the same signature when it answers again", async () => {
    const iin = await account();
    const { sealed, text } = await makeChallenge({ purpose: "sign-in", locale: "kk" });
    const given = { purpose: "sign-in", challenge: sealed, cms: await cmsOf(iin, text), locale: "kk" } as const;
    const { revocation } = await openSigningAuthority(env, realNow);
    {
      using ocsp = vi.spyOn(revocation, "ocsp").mockResolvedValue("unavailable");
      using list = vi.spyOn(revocation, "crl").mockResolvedValue("unavailable");
      expect(await signInWithEds(given)).toEqual({
        ok: false,
        error: { kind: "signature", failure: { reason: "revocation-unavailable" } },
      });
      expect([ocsp.mock.calls.length, list.mock.calls.length]).toEqual([1, 1]);
    }
    expect((await signInWithEds(given)).ok).toBe(true);
  });

  it("takes an older key for authentication, and none of an organisation whose BIN is none", async () => {
    const iin = await account();
    expect((await byEds(iin, "sign-in", "auth-only")).ok).toBe(true);
    const { sealed, text } = await makeChallenge({ purpose: "sign-in", locale: "kk" });
    const cms = await cmsOf(iin, text, "valid", { bin: "990140000385", right: "head" });
    expect((await verifyChallenge({ purpose: "sign-in", challenge: sealed, cms })).ok).toBe(false);
  });

  it("leads whoever has no account to making one, and no ticket of the kind signs in", async () => {
    const iin = freshIin();
    const signed = await byEds(iin);
    expect(signed).toMatchObject({ ok: true, value: { hasAccount: false } });
    const ticket = signed.ok ? signed.value.ticket : "";
    expect(await redeemTicket(ticket, null)).toBeNull();
    expect(await viewPasswordTicket(ticket)).toEqual({ iin, bin: null, hasAccount: false });
  });

  it("costs nobody anything by being looked at: thousands of texts leave no row and no count, and each is good once", async () => {
    const iin = await account();
    const rows = () => Promise.all([db.edsChallenge.count(), db.rateLimit.count(), db.pendingSignIn.count()]);
    const before = await rows();
    const made = await Promise.all(
      Array.from({ length: 3_000 }, () => makeChallenge({ purpose: "sign-in", locale: "kk" })),
    );
    expect(await rows()).toEqual(before);
    expect(new Set(made.map(({ text }) => text)).size).toBe(3_000);
    const [first] = made;
    if (!first) throw new Error("none was made");
    const cms = await cmsOf(iin, first.text);
    const once = () => signInWithEds({ purpose: "sign-in", challenge: first.sealed, cms, locale: "kk" });
    expect((await once()).ok).toBe(true);
    expect(await once()).toEqual({ ok: false, error: { kind: "gone" } });
    expect(await db.edsChallenge.count({ where: { usedBy: iin } })).toBe(1);
  });

  it("knows its own texts by their seal: one that was changed, made elsewhere or taken for another purpose is none", async () => {
    const iin = await account();
    const { sealed, text } = await makeChallenge({ purpose: "sign-in", locale: "kk" });
    const [payload = "", mark = ""] = sealed.split(".");
    const said = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as Record<string, unknown>;
    const forged = (change: object) =>
      `${Buffer.from(JSON.stringify({ ...said, ...change })).toString("base64url")}.${mark}`;
    const cms = await cmsOf(iin, text);
    const late = new Date(realNow().getTime() + 3_600_000);
    for (const challenge of [
      "",
      ".",
      payload,
      `${payload}.`,
      forged({ createdAt: late }),
      forged({ nonce: "0".repeat(32) }),
    ]) {
      expect(await signInWithEds({ purpose: "sign-in", challenge, cms, locale: "kk" })).toEqual({
        ok: false,
        error: { kind: "gone" },
      });
    }
    expect((await signInWithEds({ purpose: "new-password", challenge: sealed, cms, locale: "kk" })).ok).toBe(false);
    const mine = await makeChallenge({ purpose: "key-check", locale: "kk", signer: iin });
    const other = await account();
    expect(await checkKey(other, mine.sealed, await cmsOf(other, mine.text))).toMatchObject({
      error: { kind: "gone" },
    });
    expect(await db.edsChallenge.count({ where: { usedBy: { in: [iin, other] } } })).toBe(0);
    expect((await signInWithEds({ purpose: "sign-in", challenge: sealed, cms, locale: "kk" })).ok).toBe(true);
  });
});
