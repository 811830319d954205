import "server-only";
import { checkDigit, iinSchema, type Iin } from "@/lib/kernel/iin";
import type { KeyRight } from "@/lib/kernel/key-right";
import { phoneSchema, type Phone } from "@/lib/kernel/phone";
import { hashPassword } from "@/lib/infra/auth/password";
import { openSession, visitSession } from "@/lib/infra/auth/sessions";
import { hashToken } from "@/lib/infra/auth/tokens";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import { env } from "@/lib/infra/env";
import type { TestKeyKind } from "@/lib/infra/signing/test-ca/person-certificate";
import { signWithTestKey } from "@/lib/infra/signing/test-ca/sign-with-test-key";
import { openTestCa, testKeyPassword } from "@/lib/infra/signing/test-ca/test-ca";
import { checkCode } from "./check-code";
import { makeChallenge } from "./eds-challenge";
import { signInWithEds } from "./sign-in-with-eds";
import { startSignIn } from "./start-sign-in";

/** The password of every account made here, and one that is strong enough to follow it. */
export const password = "Demo-Portal-2026";
export const newPassword = "жаңа қақпа күзде ашылды";

const passwordHash = await hashPassword(password);
const ca = await openTestCa(env.dataDir);
let count = 0;

/** An IIN that nobody has. */
export function freshIin(): Iin {
  for (;;) {
    count += 1;
    const first = `9002024${String(count).padStart(4, "0")}`;
    const digit = checkDigit(first);
    if (digit !== null) return iinSchema.parse(first + String(digit));
  }
}

/** A number that nobody has. */
export function freshPhone(): Phone {
  count += 1;
  return phoneSchema.parse(`+7702${String(count).padStart(7, "0")}`);
}

/** An address from which nobody has come yet. */
export function freshAddress(): string {
  count += 1;
  return `10.${String((count >> 16) & 255)}.${String((count >> 8) & 255)}.${String(count & 255)}`;
}

/** A new account. */
export async function account(phone: Phone | null = null, roles = ["citizen"]): Promise<Iin> {
  const iin = freshIin();
  await db.account.create({ data: { iin, passwordHash, phone, roles } });
  return iin;
}

/** A signature over a text by a person's key, as the page sends it. */
export async function cmsOf(
  iin: Iin,
  text: string,
  kind: TestKeyKind = "valid",
  entity?: { readonly bin: string; readonly right: KeyRight },
): Promise<string> {
  const holder = { iin, surname: "СЫНАҚ", givenName: "АДАМ", ...entity };
  const key = await ca.testKey(holder, kind);
  const cms = await signWithTestKey(new TextEncoder().encode(text), key, testKeyPassword, realNow());
  return Buffer.from(cms).toString("base64");
}

/** Signs in by EDS, or shows who it is for another password. */
export async function byEds(
  iin: Iin,
  purpose: "sign-in" | "new-password" = "sign-in",
  kind: TestKeyKind = "valid",
): ReturnType<typeof signInWithEds> {
  const { sealed, text } = await makeChallenge({ purpose, locale: "kk" });
  return signInWithEds({ purpose, challenge: sealed, cms: await cmsOf(iin, text, kind), locale: "ru" });
}

/** Begins to sign in by password. */
export function byPassword(iin: Iin, given = password): ReturnType<typeof startSignIn> {
  return startSignIn({ iin, password: given, locale: "kk", address: freshAddress(), userAgent: null });
}

/** A session of this person. Out: what its cookie would carry. */
export function session(iin: Iin): Promise<string> {
  return openSession(db, { iin, method: "qa", userAgent: "test", at: realNow() });
}

/** Whether a session holds. */
export async function isIn(sid: string): Promise<boolean> {
  return (await visitSession(hashToken(sid))) !== null;
}

/** The code that was sent there last. */
export async function codeSentTo(to: string): Promise<string> {
  return (await db.mockMessage.findFirst({ where: { to }, orderBy: { at: "desc" } }))?.code ?? "none";
}

/** What a person was told of, the oldest first. */
export async function told(iin: Iin): Promise<string[]> {
  return (await db.notice.findMany({ where: { iin }, orderBy: { at: "asc" } })).map(({ kind }) => kind);
}

/** Gives a code that is not for signing in. */
export function giveCode(
  ticket: string,
  code: string,
  purpose: "recovery" | "phone" | "email",
): ReturnType<typeof checkCode> {
  return checkCode({ ticket, code, userAgent: null, purpose });
}
