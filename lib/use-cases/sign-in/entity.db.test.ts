import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { binSchema, type Bin } from "@/lib/kernel/bin";
import { checkDigit, iinSchema, type Iin } from "@/lib/kernel/iin";
import { phoneSchema } from "@/lib/kernel/phone";
import { hashPassword } from "@/lib/infra/auth/password";
import { lapsedSessionOf, openSession, visitSession } from "@/lib/infra/auth/sessions";
import { hashToken } from "@/lib/infra/auth/tokens";
import { realNow, setClock } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import type { KeyRight } from "@/lib/kernel/key-right";
import { signWithTestKey } from "@/lib/infra/signing/test-ca/sign-with-test-key";
import { testKeyPassword } from "@/lib/infra/signing/test-ca/test-ca";
import { testKeyOf } from "../qa/test-keys";
import { checkCode } from "./check-code";
import { checkKey } from "./check-key";
import { makeChallenge } from "./eds-challenge";
import { endOtherSessions } from "./end-own-sessions";
import { entitiesOf, viewEntity } from "./entity";
import {
  endEntityAccount,
  endOtherEntitySessions,
  keepsActing,
  viewEntityAccounts,
  viewEntityActivity,
} from "./entity-accounts";
import { redeemTicket } from "./redeem-ticket";
import { sendCode } from "./send-code";
import { setPassword, viewPasswordTicket } from "./set-password";
import { signInWithEds } from "./sign-in-with-eds";
import { startSignIn } from "./start-sign-in";
import { viewProfile } from "./view-profile";

const password = "үш тал терек пен көл";
const ownPassword = "Demo-Portal-2026";
const ownHash = await hashPassword(ownPassword);
let count = 0;

function number(start: string): string {
  for (;;) {
    count += 1;
    const first = `${start}${String(count).padStart(4, "0")}`;
    const digit = checkDigit(first);
    if (digit !== null) return first + String(digit);
  }
}
const freshIin = () => iinSchema.parse(number("8808084"));

async function entity(head: Iin, status = "active"): Promise<Bin> {
  const bin = binSchema.parse(number("2003400"));
  await db.mockLegalEntity.create({ data: { bin, nameKk: "«Самал» ЖШС", nameRu: "ТОО «Самал»", head, status } });
  return bin;
}

async function cmsOf(iin: Iin, text: string, key?: { bin: Bin; right: KeyRight }): Promise<string> {
  const file = await testKeyOf(iin, "valid", key);
  const cms = await signWithTestKey(new TextEncoder().encode(text), file, testKeyPassword, realNow());
  return Buffer.from(cms).toString("base64");
}

async function byKey(iin: Iin, bin: Bin, right: KeyRight = "head", purpose: "sign-in" | "new-password" = "sign-in") {
  const { sealed, text } = await makeChallenge({ purpose, locale: "kk" });
  return signInWithEds({ purpose, challenge: sealed, cms: await cmsOf(iin, text, { bin, right }), locale: "kk" });
}

/** Signs up by the organisation's key. Out: the ticket that signs in. */
async function signedUp(iin: Iin, bin: Bin, right: KeyRight = "head"): Promise<string> {
  const signed = await byKey(iin, bin, right);
  if (!signed.ok) throw new Error(signed.error.kind);
  const set = await setPassword({ ticket: signed.value.ticket, password, email: "info@example.kz" });
  if (!set.ok) throw new Error(set.error);
  return set.value;
}

const byPassword = (iin: Iin, bin: Bin, given = password) =>
  startSignIn({
    iin,
    bin,
    password: given,
    locale: "kk",
    address: `10.4.0.${String((count += 1) & 255)}`,
    userAgent: null,
  });
const sessionOf = async (ticket: string) => {
  const opened = await redeemTicket(ticket, "test");
  return opened && visitSession(hashToken(opened.sid));
};

beforeAll(() => db.mockLegalEntity.deleteMany());
afterAll(() => db.$disconnect());

describe("an account for a legal entity", () => {
  it("is made by the key of its head, and entered by key and by password; the session says who acts and for whom", async () => {
    const iin = freshIin();
    const bin = await entity(iin);
    const signed = await byKey(iin, bin);
    expect(signed).toMatchObject({ ok: true, value: { isEntity: true, hasAccount: false } });
    const ticket = signed.ok ? signed.value.ticket : "";
    expect(await viewPasswordTicket(ticket)).toEqual({ iin, bin, hasAccount: false });
    const set = await setPassword({ ticket, password, email: null });
    expect(await sessionOf(set.ok ? set.value : "")).toMatchObject({ iin, entity: { bin, right: "head" }, roles: [] });
    // No account of their own has come of it.
    expect(await db.account.count({ where: { iin } })).toBe(0);
    const again = await byKey(iin, bin);
    expect(again).toMatchObject({ ok: true, value: { hasAccount: true } });
    expect(await sessionOf(again.ok ? again.value.ticket : "")).toMatchObject({ entity: { bin } });
    const start = await byPassword(iin, bin);
    expect(start).toMatchObject({ kind: "right", needsCode: false });
    expect(await sessionOf(start.kind === "right" ? start.ticket : "")).toMatchObject({ iin, entity: { bin } });
    expect(await viewEntity({ iin, bin })).toMatchObject({ nameKk: "«Самал» ЖШС", nameRu: "ТОО «Самал»" });
    expect(await entitiesOf(iin)).toHaveLength(1);
  });

  it("asks for the code of the person's linked number", async () => {
    const iin = freshIin();
    const bin = await entity(iin);
    await signedUp(iin, bin);
    const phone = phoneSchema.parse(`+7705${String(count).padStart(7, "0")}`);
    await db.account.create({ data: { iin, passwordHash: ownHash, phone, roles: ["citizen"] } });
    const start = await byPassword(iin, bin);
    if (start.kind !== "right") throw new Error(start.kind);
    expect(start.needsCode).toBe(true);
    expect(await redeemTicket(start.ticket, null)).toBeNull();
    await sendCode(start.ticket);
    const { code } = await db.mockMessage.findFirstOrThrow({ where: { to: phone }, orderBy: { at: "desc" } });
    const wrong = code === "000000" ? "000001" : "000000";
    const given = { ticket: start.ticket, userAgent: null };
    expect(await checkCode({ ...given, code: wrong })).toMatchObject({ kind: "wrong" });
    expect(await checkCode({ ...given, code: code ?? "" })).toEqual({ kind: "right" });
    expect(await sessionOf(start.ticket)).toMatchObject({ entity: { bin } });
    // A wrong code stands where the right one does: in what is known of the entity's account, and not in the person's own.
    const { history } = await viewEntityActivity({ iin, bin });
    expect(history.map(({ outcome }) => outcome)).toEqual(["signed-in", "wrong-code"]);
    expect((await viewProfile(iin)).history).toEqual([]);
  });

  it("and the person's own account open nothing of each other", async () => {
    const iin = freshIin();
    const bin = await entity(iin);
    await db.account.create({ data: { iin, passwordHash: ownHash, roles: ["citizen"] } });
    await signedUp(iin, bin);
    expect((await byPassword(iin, bin, ownPassword)).kind).toBe("wrong");
    const own = { iin, locale: "kk", address: "10.5.0.1", userAgent: null };
    expect((await startSignIn({ ...own, password })).kind).toBe("wrong");
    const mine = await startSignIn({ ...own, password: ownPassword });
    expect(await sessionOf(mine.kind === "right" ? mine.ticket : "")).toMatchObject({
      entity: null,
      roles: ["citizen"],
    });
    // Five wrong passwords for the entity leave one's own open, and the other way round.
    for (let turn = 1; turn <= 5; turn += 1) await byPassword(iin, bin, "a stranger's guess");
    expect((await byPassword(iin, bin)).kind).toBe("locked");
    expect((await startSignIn({ ...own, password: ownPassword })).kind).toBe("right");
    const { history, sessions } = await viewProfile(iin);
    expect(history.map(({ outcome }) => outcome)).toEqual(["signed-in", "wrong-password"]);
    expect(sessions).toHaveLength(1);
  });

  it("keeps each entity apart: another's BIN opens nothing", async () => {
    const iin = freshIin();
    const [mine, other] = [await entity(iin), await entity(freshIin())];
    await signedUp(iin, mine);
    expect((await byPassword(iin, other)).kind).toBe("wrong");
    // A head's key of an entity whose head is somebody else.
    expect(await byKey(iin, other)).toEqual({ ok: false, error: { kind: "entity-other-head" } });
    expect(await db.entityAccount.count({ where: { bin: other } })).toBe(0);
  });

  it("is refused for a closed entity, for one that the register does not know, and when it does not answer", async () => {
    const iin = freshIin();
    expect(await byKey(iin, await entity(iin, "closed"))).toEqual({ ok: false, error: { kind: "entity-closed" } });
    const unknown = binSchema.parse(number("2003400"));
    expect(await byKey(iin, unknown)).toEqual({ ok: false, error: { kind: "entity-unknown" } });
    const bin = await entity(iin);
    const fault = await db.mockFault.create({ data: { database: "legal-entities", kind: "error", iin: null } });
    expect(await byKey(iin, bin)).toEqual({ ok: false, error: { kind: "entity-silent" } });
    await db.mockFault.delete({ where: { id: fault.id } });
  });

  it("is shut by the entity's end: between key and password, by password and by key", async () => {
    const iin = freshIin();
    const bin = await entity(iin);
    const half = await byKey(iin, bin);
    const close = (status: string) => db.mockLegalEntity.update({ where: { bin }, data: { status } });
    await close("closed");
    const ticket = half.ok ? half.value.ticket : "";
    expect(await setPassword({ ticket, password, email: null })).toEqual({ ok: false, error: "entity-closed" });
    await close("active");
    await signedUp(iin, bin);
    await close("closed");
    expect(await byPassword(iin, bin)).toEqual({ kind: "entity", refusal: "entity-closed" });
    expect(await byKey(iin, bin)).toEqual({ ok: false, error: { kind: "entity-closed" } });
  });

  it("lets an employee in without the right to sign, and knows a new right by a new key", async () => {
    const [head, iin] = [freshIin(), freshIin()];
    const bin = await entity(head);
    expect(await sessionOf(await signedUp(iin, bin, "employee"))).toMatchObject({ entity: { right: "employee" } });
    const promoted = await byKey(iin, bin, "sign");
    expect(await sessionOf(promoted.ok ? promoted.value.ticket : "")).toMatchObject({ entity: { right: "sign" } });
    // A password shows no key: one that was taken back since would go on signing.
    const start = await byPassword(iin, bin);
    expect(await sessionOf(start.kind === "right" ? start.ticket : "")).toMatchObject({
      entity: { right: "employee" },
    });
    expect(await viewEntity({ iin, bin })).toMatchObject({ storedRight: "sign" });
  });

  it("ends the sessions by an earlier right when a key with another one is shown", async () => {
    const [head, iin] = [freshIin(), freshIin()];
    const bin = await entity(head);
    const opened = await redeemTicket(await signedUp(iin, bin, "sign"), null);
    await byKey(iin, bin, "sign");
    expect(await visitSession(hashToken(opened?.sid ?? ""))).not.toBeNull();
    await byKey(iin, bin, "employee");
    expect(await visitSession(hashToken(opened?.sid ?? ""))).toBeNull();
  });

  it("is seen and ended by the head alone, who is told when it is made", async () => {
    const [head, iin, stranger] = [freshIin(), freshIin(), freshIin()];
    const bin = await entity(head);
    await signedUp(head, bin);
    const opened = await redeemTicket(await signedUp(iin, bin, "sign"), null);
    const half = await byKey(iin, bin, "sign");
    const kinds = async (of: Iin) => (await db.notice.findMany({ where: { iin: of } })).map(({ kind }) => kind);
    expect(await kinds(head)).toContain("account-entity-opened");
    expect(await viewEntityAccounts({ iin: head, bin })).toMatchObject([{ iin, right: "sign" }]);
    expect(await endEntityAccount({ iin: stranger, bin }, iin)).toEqual({ ok: false, error: "entity-other-head" });
    expect(await visitSession(hashToken(opened?.sid ?? ""))).not.toBeNull();
    expect((await endEntityAccount({ iin: head, bin }, iin)).ok).toBe(true);
    expect(await visitSession(hashToken(opened?.sid ?? ""))).toBeNull();
    expect(await redeemTicket(half.ok ? half.value.ticket : "", null)).toBeNull();
    expect((await byPassword(iin, bin)).kind).toBe("wrong");
    expect(await kinds(iin)).toContain("account-entity-ended");
    expect((await endEntityAccount({ iin: head, bin }, head)).ok).toBe(false);
  });

  it("does not outlive the entity, nor a head's session the head; a silent register ends nothing", async () => {
    const [head, iin] = [freshIin(), freshIin()];
    const bin = await entity(head);
    const sid = async (of: Iin, right: KeyRight) =>
      hashToken((await redeemTicket(await signedUp(of, bin, right), null))?.sid ?? "");
    const [first, second] = [await sid(head, "head"), await sid(iin, "employee")];
    const standing = (of: Iin, right: KeyRight, id: string) => keepsActing({ iin: of, bin }, right, id);
    await db.mockLegalEntity.update({ where: { bin }, data: { head: freshIin() } });
    const fault = await db.mockFault.create({ data: { database: "legal-entities", kind: "error", iin: null } });
    expect(await standing(head, "head", "asked while it is silent")).toBe(true);
    await db.mockFault.delete({ where: { id: fault.id } });
    expect(await standing(head, "head", "asked while it is silent")).toBe(true);
    expect(await standing(head, "head", first)).toBe(false);
    expect(await visitSession(first)).toBeNull();
    expect(await standing(iin, "employee", second)).toBe(true);
    await db.mockLegalEntity.update({ where: { bin }, data: { status: "closed" } });
    expect(await standing(iin, "employee", "five minutes later")).toBe(false);
    expect(await visitSession(second)).toBeNull();
  });

  it("is a head's no more once the register has named another: its sessions end, and BIN and password are the new head's", async () => {
    const [former, head, colleague] = [freshIin(), freshIin(), freshIin()];
    const bin = await entity(former);
    // The new head has the older account.
    await signedUp(head, bin, "employee");
    const sid = hashToken((await redeemTicket(await signedUp(former, bin), null))?.sid ?? "");
    const begun = await byPassword(former, bin);
    await db.mockLegalEntity.update({ where: { bin }, data: { head } });
    await byKey(head, bin, "head");
    // What was begun while the register still named them becomes no session.
    expect(await redeemTicket(begun.kind === "right" ? begun.ticket : "", null)).toBeNull();
    expect(await viewEntity({ iin: former, bin })).toMatchObject({ storedRight: "employee" });
    expect(await visitSession(sid)).toBeNull();
    const address = "10.9.8.7";
    const start = await startSignIn({ bin, password, locale: "kk", address, userAgent: null });
    expect(await sessionOf(start.kind === "right" ? start.ticket : "")).toMatchObject({
      iin: head,
      entity: { bin, right: "head" },
    });
    // Whoever's key is shown, the register says who the head is.
    await db.mockLegalEntity.update({ where: { bin }, data: { head: freshIin() } });
    await signedUp(colleague, bin, "employee");
    expect(await viewEntity({ iin: head, bin })).toMatchObject({ storedRight: "employee" });
  });

  it("is a head's no more also where the register names another between a colleague's key and their password", async () => {
    const [former, colleague] = [freshIin(), freshIin()];
    const bin = await entity(former);
    await signedUp(former, bin);
    const half = await byKey(colleague, bin, "employee", "new-password");
    await db.mockLegalEntity.update({ where: { bin }, data: { head: freshIin() } });
    expect(await viewEntity({ iin: former, bin })).toMatchObject({ storedRight: "head" });
    expect((await setPassword({ ticket: half.ok ? half.value.ticket : "", password, email: null })).ok).toBe(true);
    expect(await viewEntity({ iin: former, bin })).toMatchObject({ storedRight: "employee" });
  });

  it("shows where it is entered, and every try; they end together with the others from either side", async () => {
    const iin = freshIin();
    const bin = await entity(iin);
    await db.account.create({ data: { iin, passwordHash: ownHash, roles: ["citizen"] } });
    const kept = hashToken((await redeemTicket(await signedUp(iin, bin), null))?.sid ?? "");
    const again = await byPassword(iin, bin);
    await redeemTicket(again.kind === "right" ? again.ticket : "", null);
    await byPassword(iin, bin, "a stranger's guess");
    const { sessions, history } = await viewEntityActivity({ iin, bin });
    expect(sessions).toHaveLength(2);
    expect(history.map(({ outcome }) => outcome)).toEqual(["wrong-password", "signed-in", "signed-in"]);
    expect(await viewProfile(iin)).toMatchObject({ sessions: [], entitySessions: 2 });
    expect(await endOtherEntitySessions({ iin, bin }, kept)).toBe(1);
    expect(await endOtherSessions(iin, "their own session")).toBe(1);
    expect(await viewProfile(iin)).toMatchObject({ entitySessions: 0 });
  });

  it("cannot be made with a person's own key, and an organisation's key does nothing for the person", async () => {
    const iin = freshIin();
    const bin = await entity(iin);
    const { sealed, text } = await makeChallenge({ purpose: "sign-in", locale: "kk" });
    const own = await signInWithEds({
      purpose: "sign-in",
      challenge: sealed,
      cms: await cmsOf(iin, text),
      locale: "kk",
    });
    expect(own).toMatchObject({ ok: true, value: { isEntity: false } });
    expect(await viewPasswordTicket(own.ok ? own.value.ticket : "")).toEqual({ iin, bin: null, hasAccount: false });
    const other = await makeChallenge({ purpose: "key-check", locale: "kk", signer: iin });
    const cms = await cmsOf(iin, other.text, { bin, right: "head" });
    expect(await checkKey(iin, other.sealed, cms)).toMatchObject({ ok: false });
  });

  it("asked to change its password, takes no other key: a person's own would change their own", async () => {
    const iin = freshIin();
    const [bin, other] = [await entity(iin), await entity(iin)];
    await db.account.create({ data: { iin, passwordHash: ownHash, roles: ["citizen"] } });
    for (const key of [undefined, { bin: other, right: "head" } as const, { bin, right: "head" } as const]) {
      const { sealed, text } = await makeChallenge({ purpose: "new-password", locale: "kk" });
      const given = {
        purpose: "new-password",
        challenge: sealed,
        cms: await cmsOf(iin, text, key),
        locale: "kk",
        bin,
      } as const;
      const answer = await signInWithEds(given);
      expect(answer.ok ? answer.value.isEntity : answer.error.kind).toBe(key?.bin === bin || "other-organisation");
    }
  });

  it("gets a new password by its key, which ends the sessions for it and leaves the person's own", async () => {
    const iin = freshIin();
    const bin = await entity(iin);
    await db.account.create({ data: { iin, passwordHash: ownHash, roles: ["citizen"] } });
    const opened = await redeemTicket(await signedUp(iin, bin), null);
    const own = hashToken(await openSession(db, { iin, method: "qa", userAgent: null, at: realNow() }));
    const signed = await byKey(iin, bin, "head", "new-password");
    const ticket = signed.ok ? signed.value.ticket : "";
    expect((await setPassword({ ticket, password: `${password} тағы`, email: null })).ok).toBe(true);
    expect(await visitSession(hashToken(opened?.sid ?? ""))).toBeNull();
    expect(await visitSession(own)).not.toBeNull();
    expect((await byPassword(iin, bin)).kind).toBe("wrong");
    expect((await byPassword(iin, bin, `${password} тағы`)).kind).toBe("right");
  });

  it("says after a lapse for which entity it was: what is posted then is not kept among its person's own", async () => {
    const iin = freshIin();
    const bin = await entity(iin);
    const opened = await redeemTicket(await signedUp(iin, bin), null);
    await setClock({ iin, advance: "PT15M" });
    expect(await visitSession(hashToken(opened?.sid ?? ""))).toBeNull();
    expect(await lapsedSessionOf(hashToken(opened?.sid ?? ""))).toMatchObject({ iin, entity: { bin } });
  });

  it("opens by BIN and password alone to its head, to nobody else who acts for it; who they are is known, and locks are apart", async () => {
    const [head, employee] = [freshIin(), freshIin()];
    const bin = await entity(head);
    await signedUp(employee, bin, "sign");
    const by = (given: string, of = bin) =>
      startSignIn({
        bin: of,
        password: given,
        locale: "kk",
        address: `10.6.0.${String((count += 1) & 255)}`,
        userAgent: null,
      });
    // Nobody heads it here yet: an employee says who they are.
    expect((await by(password)).kind).toBe("wrong");
    expect((await byPassword(employee, bin)).kind).toBe("right");
    await redeemTicket(await signedUp(head, bin), null);
    const started = await by(password);
    const opened = await redeemTicket(started.kind === "right" ? started.ticket : "", null);
    expect(await visitSession(hashToken(opened?.sid ?? ""))).toMatchObject({
      iin: head,
      entity: { bin, right: "head" },
    });
    expect((await by("a guess")).kind).toBe("wrong");
    expect((await viewEntityActivity({ iin: head, bin })).history[0]).toMatchObject({ outcome: "wrong-password" });
    for (let turn = 1; turn <= 5; turn += 1) await by("a guess");
    expect((await by(password)).kind).toBe("locked");
    expect((await byPassword(head, bin)).kind).toBe("right");
    expect((await by(password, binSchema.parse(number("2003400")))).kind).toBe("wrong");
    // Another head: the earlier one's account is not the entity's any more.
    const next = freshIin();
    await db.mockLegalEntity.update({ where: { bin }, data: { head: next } });
    await signedUp(next, bin);
    const anew = await by(password);
    expect(anew).toMatchObject({ kind: "right" });
    expect(await redeemTicket(anew.kind === "right" ? anew.ticket : "", null)).not.toBeNull();
    expect(await db.signInRecord.findFirst({ where: { bin }, orderBy: { id: "desc" } })).toMatchObject({ iin: next });
  });

  it("goes with its sessions", async () => {
    const iin = freshIin();
    const bin = await entity(iin);
    const opened = await redeemTicket(await signedUp(iin, bin), null);
    await db.entityAccount.delete({ where: { bin_iin: { bin, iin } } });
    expect(await db.session.count({ where: { idHash: hashToken(opened?.sid ?? "") } })).toBe(0);
  });
});
