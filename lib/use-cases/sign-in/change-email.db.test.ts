import { afterAll, expect, it } from "vitest";
import { binSchema } from "@/lib/kernel/bin";
import { checkDigit, iinSchema, type Iin } from "@/lib/kernel/iin";
import { hashPassword } from "@/lib/infra/auth/password";
import { db } from "@/lib/infra/db/client";
import { changeEmail, startEmailChange } from "./change-email";
import { checkCode } from "./check-code";
import { pendingSignIn } from "./pending-sign-in";
import { redeemTicket } from "./redeem-ticket";
import { sendCode } from "./send-code";
import { viewPasswordTicket } from "./set-password";
import { viewProfile } from "./view-profile";

const passwordHash = await hashPassword("Demo-Portal-2026");
let count = 0;

async function account(email: string | null = null): Promise<Iin> {
  for (;;) {
    count += 1;
    const first = `8709094${String(count).padStart(4, "0")}`;
    const digit = checkDigit(first);
    if (digit === null) continue;
    const iin = iinSchema.parse(first + String(digit));
    await db.account.create({ data: { iin, passwordHash, email, roles: ["citizen"] } });
    return iin;
  }
}

const fresh = () => `a${String((count += 1))}@example.kz`;
const give = (ticket: string, code: string) => checkCode({ ticket, code, userAgent: null, purpose: "email" });

/** Begins, and has the code sent. Out: the ticket, and the code in the mailbox. */
async function begun(iin: Iin, email: string) {
  const ticket = (await startEmailChange(iin, email, "ru")) ?? "";
  expect(await sendCode(ticket, "email")).toEqual({ kind: "sent" });
  const message = await db.mockMessage.findFirstOrThrow({ where: { to: email }, orderBy: { at: "desc" } });
  expect(message.channel).toBe("email");
  return { ticket, code: message.code ?? "", text: message.text };
}

afterAll(() => db.$disconnect());

it("gives the account the address whose code came back, tells its person, and knows that it is confirmed", async () => {
  const [iin, email] = [await account("old@example.kz"), fresh()];
  expect(await viewProfile(iin)).toMatchObject({ email: "old@example.kz", isEmailVerified: false });
  const { ticket, code, text } = await begun(iin, email);
  // No link: nothing that a mail program could open in advance.
  expect(text).not.toMatch(/https?:/);
  expect((await pendingSignIn(ticket, "email"))?.maskedEmail).toBe("a•••@example.kz");
  expect(await changeEmail(iin, ticket)).toBe(false);
  expect(await give(ticket, code)).toEqual({ kind: "right" });
  expect(await changeEmail(iin, ticket)).toBe(true);
  expect(await viewProfile(iin)).toMatchObject({ email, isEmailVerified: true });
  expect(await db.notice.findFirst({ where: { iin } })).toMatchObject({ kind: "account-email-changed" });
  expect(await changeEmail(iin, ticket)).toBe(false);
  expect(await startEmailChange(iin, email, "ru")).toBeNull();
});

it("changes nothing by a wrong code, five times, and then not by the right one either", async () => {
  const iin = await account();
  const { ticket, code } = await begun(iin, fresh());
  const wrong = code === "000000" ? "000001" : "000000";
  for (let turn = 1; turn <= 5; turn += 1) expect((await give(ticket, wrong)).kind).toBe("wrong");
  expect((await give(ticket, code)).kind).toBe("locked");
  expect(await changeEmail(iin, ticket)).toBe(false);
  expect(await viewProfile(iin)).toMatchObject({ email: null });
});

it("is a ticket for nothing else, and for nobody else's account", async () => {
  const [iin, other] = [await account(), await account()];
  const { ticket, code } = await begun(iin, fresh());
  expect((await checkCode({ ticket, code, userAgent: null })).kind).toBe("over");
  expect((await give(ticket, code)).kind).toBe("right");
  expect(await redeemTicket(ticket, null)).toBeNull();
  expect(await viewPasswordTicket(ticket)).toBeNull();
  expect(await changeEmail(other, ticket)).toBe(false);
  expect(await viewProfile(other)).toMatchObject({ email: null });
});

it("sends one address three messages in ten minutes, whatever the accounts", async () => {
  const email = fresh();
  for (let turn = 1; turn <= 3; turn += 1) await begun(await account(), email);
  const ticket = (await startEmailChange(await account(), email.toUpperCase(), "ru")) ?? "";
  expect((await sendCode(ticket, "email")).kind).toBe("too-many");
});

it("gives an entity's account an address of its own: no ticket of one account serves the other", async () => {
  const iin = await account("own@example.kz");
  const bin = binSchema.parse("160440007161");
  const names = { nameKk: "«Самал» ЖШС", nameRu: "ТОО «Самал»" };
  await db.entityAccount.create({ data: { bin, iin, passwordHash, keyRight: "sign", ...names } });
  const acting = { iin, bin, right: "sign" } as const;
  const confirmed = async (who: typeof acting | Iin) => {
    const email = fresh();
    const ticket = (await startEmailChange(who, email, "ru")) ?? "";
    await sendCode(ticket, "email");
    const { code } = await db.mockMessage.findFirstOrThrow({ where: { to: email } });
    expect((await give(ticket, code ?? "")).kind).toBe("right");
    return { email, ticket };
  };
  const forEntity = await confirmed(acting);
  expect(await changeEmail(iin, forEntity.ticket)).toBe(false);
  expect(await changeEmail(acting, forEntity.ticket)).toBe(true);
  expect(await changeEmail(acting, forEntity.ticket)).toBe(false);
  const ofEntity = () => db.entityAccount.findUniqueOrThrow({ where: { bin_iin: { bin, iin } } });
  expect((await ofEntity()).email).toBe(forEntity.email);
  expect((await viewProfile(iin)).email).toBe("own@example.kz");
  const own = await confirmed(iin);
  expect(await changeEmail(acting, own.ticket)).toBe(false);
  expect((await ofEntity()).email).toBe(forEntity.email);
  expect(await startEmailChange(acting, forEntity.email, "ru")).toBeNull();
});
