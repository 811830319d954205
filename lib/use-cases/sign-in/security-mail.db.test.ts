import { afterAll, describe, expect, it, vi } from "vitest";
import { binSchema, type Bin } from "@/lib/kernel/bin";
import { checkDigit, type Iin } from "@/lib/kernel/iin";
import type { KeyRight } from "@/lib/kernel/key-right";
import type { Locale } from "@/lib/i18n/locale";
import { realNow } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { viewCabinet } from "../view-cabinet";
import { sendNotice } from "../send-notice";
import { viewEntityCabinet } from "../view-entity-cabinet";
import { wordsOf } from "../words";
import {
  account,
  byEds,
  byPassword,
  cmsOf,
  freshIin,
  freshPhone,
  giveCode,
  codeSentTo,
  newPassword,
  password,
} from "./accounts-for-tests";
import { changeEmail, startEmailChange } from "./change-email";
import { changePassword } from "./change-password";
import { makeChallenge } from "./eds-challenge";
import { endEntityAccount } from "./entity-accounts";
import { mailSignIn } from "./mail-sign-in";
import { redeemTicket } from "./redeem-ticket";
import { removePhone } from "./link-phone";
import { sendCode } from "./send-code";
import { setPassword } from "./set-password";
import { signInWithEds } from "./sign-in-with-eds";

const silent = vi.hoisted((): { channel: string | null } => ({ channel: null }));
vi.mock(import("@/lib/state-databases/gateway"), async (importOriginal) => {
  const original = await importOriginal();
  const openPorts: typeof original.openPorts = (context) => {
    const ports = original.openPorts(context);
    const send: typeof ports.messages.send = (message) =>
      message.channel === silent.channel ? Promise.resolve({ kind: "unavailable" }) : ports.messages.send(message);
    return { ...ports, messages: { ...ports.messages, send } };
  };
  return { ...original, openPorts };
});

const chrome = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36";

async function withEmail(email: string, isConfirmed = true, phone = true): Promise<Iin> {
  const iin = await account(phone ? freshPhone() : null);
  await db.account.update({ where: { iin }, data: { email, emailVerifiedAt: isConfirmed ? realNow() : null } });
  return iin;
}

/** Sends what the outbox would send. Out: where it went and by which channel, but for codes. */
async function sent(iin: Iin): Promise<string[]> {
  const notices = await db.notice.findMany({ where: { iin }, orderBy: { at: "asc" } });
  // Twice, as an outbox may.
  for (const { id } of [...notices, ...notices]) await sendNotice(id);
  const messages = await db.mockMessage.findMany({ where: { iin, code: null }, orderBy: { at: "asc" } });
  return messages.map(({ channel, to }) => `${channel} ${channel === "email" ? to : ""}`.trim());
}

afterAll(() => db.$disconnect());

it("what happens to an account goes by SMS and to the confirmed address, once each; to one that is not confirmed it does not", async () => {
  const both = await withEmail("both@example.kz");
  const unconfirmed = await withEmail("unconfirmed@example.kz", false);
  const noPhone = await withEmail("no-phone@example.kz", true, false);
  for (const iin of [both, unconfirmed, noPhone]) {
    expect((await changePassword({ iin, sessionId: "none" }, password, newPassword)).ok).toBe(true);
  }
  expect(await sent(both)).toEqual(["sms", "email both@example.kz"]);
  expect(await sent(unconfirmed)).toEqual(["sms"]);
  expect(await sent(noPhone)).toEqual(["email no-phone@example.kz"]);
  const mail = await db.mockMessage.findFirstOrThrow({ where: { iin: both, channel: "email" } });
  expect(mail.text).toContain("Құпиясөз өзгерді");
  // Nothing that a mail program or a fraud could make a habit of pressing.
  expect(mail.text).not.toMatch(/https?:/);
});

it("what happens to an account goes to the address though no SMS can be sent; the SMS is tried again", async () => {
  const iin = await withEmail("sms-is-silent@example.kz");
  expect((await changePassword({ iin, sessionId: "none" }, password, newPassword)).ok).toBe(true);
  silent.channel = "sms";
  await expect(sent(iin)).rejects.toThrow("Not every way");
  silent.channel = null;
  const first = await db.mockMessage.findMany({ where: { iin } });
  expect(first.map(({ channel }) => channel)).toEqual(["email"]);
  expect(await sent(iin)).toEqual(["email sms-is-silent@example.kz", "sms"]);
});

it("a number that is taken away is told of it itself, and so is the address beside it", async () => {
  const iin = await withEmail("beside@example.kz");
  expect((await removePhone(iin, password)).ok).toBe(true);
  expect(await sent(iin)).toEqual(["sms", "email beside@example.kz"]);
});

it.each([
  ["confirmed", true, ["sms", "email earlier@example.kz"]],
  ["never confirmed", false, ["sms", "email later@example.kz"]],
] as const)("a change of the address is told to the earlier one that was %s", async (_, isConfirmed, expected) => {
  const iin = await withEmail("earlier@example.kz", isConfirmed);
  const later = "later@example.kz";
  await db.rateLimit.deleteMany();
  const ticket = (await startEmailChange(iin, later, "kk")) ?? "";
  expect((await sendCode(ticket, "email")).kind).toBe("sent");
  expect((await giveCode(ticket, await codeSentTo(later), "email")).kind).toBe("right");
  expect(await changeEmail(iin, ticket)).toBe(true);
  expect(await sent(iin)).toEqual(expected);
});

it("a sign-in is told by e-mail: when, how, on what device; one mail a sign-in, and none to an address nobody has confirmed", async () => {
  const iin = await withEmail("told@example.kz");
  const signed = await byEds(iin);
  if (!signed.ok) throw new Error(signed.error.kind);
  await redeemTicket(signed.value.ticket, chrome);
  const { id } = await db.signInRecord.findFirstOrThrow({ where: { iin } });
  const jobs = await db.$queryRaw<{ data: unknown }[]>`
    SELECT data FROM pgboss.job WHERE data->>'kind' = 'mail-sign-in' AND data->>'record' = ${String(id)}`;
  expect(jobs).toHaveLength(1);
  await mailSignIn(String(id));
  await mailSignIn(String(id));
  const mails = await db.mockMessage.findMany({ where: { iin, channel: "email" } });
  expect(mails).toMatchObject([{ to: "told@example.kz" }]);
  expect(mails[0]?.text).toMatch(/ключ ЭЦП.*Chrome, Windows/is);

  const other = await withEmail("nobodys@example.kz", false, false);
  const begun = await byPassword(other);
  await redeemTicket(begun.kind === "right" ? begun.ticket : "", chrome);
  const line = await db.signInRecord.findFirstOrThrow({ where: { iin: other } });
  await mailSignIn(String(line.id));
  expect(await db.mockMessage.count({ where: { iin: other } })).toBe(0);
  expect(await inTransaction((tx) => tx.notice.count({ where: { iin: other } }))).toBe(0);
});

describe("the account by which somebody acts for an entity", () => {
  let count = 0;
  async function entity(head: Iin): Promise<Bin> {
    for (;;) {
      count += 1;
      const first = `2004400${String(count).padStart(4, "0")}`;
      const digit = checkDigit(first);
      if (digit === null) continue;
      const bin = binSchema.parse(first + String(digit));
      await db.mockLegalEntity.create({
        data: { bin, nameKk: "«Тоғай» ЖШС", nameRu: "ТОО «Тогай»", head, status: "active" },
      });
      return bin;
    }
  }

  /** Shows the entity's key and sets a password: makes the account, or gives it a new one. */
  async function byKey(iin: Iin, bin: Bin, right: KeyRight, locale: Locale = "kk"): Promise<string> {
    const { sealed, text } = await makeChallenge({ purpose: "new-password", locale });
    const cms = await cmsOf(iin, text, "valid", { bin, right });
    const shown = await signInWithEds({ purpose: "new-password", challenge: sealed, cms, locale });
    const set = await setPassword({ ticket: shown.ok ? shown.value.ticket : "", password: newPassword, email: null });
    if (!set.ok) throw new Error(set.error);
    return set.value;
  }

  /** Confirms an address of the account. */
  const confirm = (iin: Iin, bin: Bin, email: string) =>
    db.entityAccount.update({
      where: { bin_iin: { bin, iin } },
      data: { email, emailVerifiedAt: realNow() },
    });
  const actsAs = (iin: Iin, bin: Bin, right: KeyRight) => ({ iin, bin, right });

  it("reaches a head who has no account of their own: at its confirmed address, and on the entity's page", async () => {
    const [head, colleague] = [freshIin(), freshIin()];
    const bin = await entity(head);
    await byKey(head, bin, "head");
    expect(await sent(head)).toEqual([]);
    await confirm(head, bin, "head@togai.kz");
    await byKey(colleague, bin, "employee", "ru");
    const ticket = await byKey(head, bin, "head", "ru");
    expect(await sent(head)).toEqual(Array.from({ length: 3 }, () => "email head@togai.kz"));
    const page = await viewEntityCabinet(actsAs(head, bin, "head"));
    expect(page.notices.map(({ kind }) => kind)).toEqual([
      "account-entity-password-reset",
      "account-entity-opened",
      "account-entity-created",
    ]);
    await redeemTicket(ticket, chrome);
    const line = await db.signInRecord.findFirstOrThrow({ where: { iin: head, bin } });
    await mailSignIn(String(line.id));
    expect(await sent(head)).toHaveLength(4);
    const mail = await db.mockMessage.findFirstOrThrow({ where: { key: `signed-in:${String(line.id)}` } });
    expect(mail).toMatchObject({ to: "head@togai.kz", channel: "email" });
    expect(mail.text).toContain(bin);
    // In the language of whoever signed in, though they have no account of their own that tells it.
    expect(mail.text).toContain("Ключ ЭЦП");
    // Whose account is none of the entity's any more is told at the address that it had.
    await confirm(colleague, bin, "colleague@togai.kz");
    expect((await endEntityAccount({ iin: head, bin }, colleague)).ok).toBe(true);
    expect(await sent(colleague)).toContain("email colleague@togai.kz");
    const last = await db.mockMessage.findFirstOrThrow({ where: { iin: colleague, to: "colleague@togai.kz" } });
    expect(last.text).toContain(wordsOf("ru", "sign-in.notices")("account-entity-ended.title"));
  });

  it("is told to its head's own number and address as well, in their own cabinet; no address gets it twice", async () => {
    const head = await withEmail("own@example.kz");
    const bin = await entity(head);
    await byKey(head, bin, "head");
    await confirm(head, bin, "own@example.kz");
    expect(await sent(head)).toEqual(["sms", "email own@example.kz"]);
    await confirm(head, bin, "entity@togai.kz");
    const [notice] = (await viewCabinet(head)).notices;
    await db.mockMessage.deleteMany({ where: { iin: head } });
    expect(await sent(head)).toEqual(["sms", "email own@example.kz", "email entity@togai.kz"]);
    expect(notice?.kind).toBe("account-entity-created");
    expect((await viewEntityCabinet(actsAs(head, bin, "head"))).notices).toEqual([]);
    const { id } = await db.signInRecord.create({
      data: { iin: head, bin, method: "eds", outcome: "signed-in", at: realNow() },
    });
    await mailSignIn(String(id));
    await db.entityAccount.update({ where: { bin_iin: { bin, iin: head } }, data: { emailVerifiedAt: null } });
    const { id: next } = await db.signInRecord.create({
      data: { iin: head, bin, method: "eds", outcome: "signed-in", at: realNow() },
    });
    await mailSignIn(String(next));
    const mails = await db.mockMessage.findMany({
      where: { key: { in: [`signed-in:${String(id)}`, `signed-in:${String(next)}`] } },
      orderBy: { at: "asc" },
    });
    expect(mails.map(({ to }) => to)).toEqual(["entity@togai.kz", "own@example.kz"]);
  });
});
