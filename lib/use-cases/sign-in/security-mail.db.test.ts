import { afterAll, expect, it } from "vitest";
import type { Iin } from "@/lib/kernel/iin";
import { realNow } from "@/lib/infra/clock";
import { db, inTransaction } from "@/lib/infra/db/client";
import { sendNotice } from "../send-notice";
import {
  account,
  byEds,
  byPassword,
  freshPhone,
  giveCode,
  codeSentTo,
  newPassword,
  password,
} from "./accounts-for-tests";
import { changeEmail, startEmailChange } from "./change-email";
import { changePassword } from "./change-password";
import { mailSignIn } from "./mail-sign-in";
import { redeemTicket } from "./redeem-ticket";
import { removePhone } from "./link-phone";
import { sendCode } from "./send-code";

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
