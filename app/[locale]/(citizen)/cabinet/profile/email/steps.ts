import "server-only";
import { getLocale } from "next-intl/server";
import { z } from "zod";
import { digits } from "@/app/[locale]/(public)/sign-in/fields";
import type { ActionOutcome } from "@/lib/main/server-action";
import { heldTicket, holdTicket } from "@/lib/main/sign-in-ticket";
import type { Applicant } from "@/lib/process/applicant";
import { changeEmail, startEmailChange } from "@/lib/use-cases/sign-in/change-email";
import { checkCode } from "@/lib/use-cases/sign-in/check-code";
import { sendCode } from "@/lib/use-cases/sign-in/send-code";
import { emailPage } from "./addresses";

const own = "sign-in.email.errors";
const invalid = (field: string, message: string): ActionOutcome => ({
  status: "invalid",
  errors: [{ field, message: `${own}.${message}` }],
});

/** The form with the address. */
export const emailInput = z.object({
  email: z
    .string()
    .trim()
    .min(1, { error: `${own}.required`, abort: true })
    .max(254, `${own}.form`)
    .pipe(z.email(`${own}.form`)),
});

/** The form with the code. */
export const codeInput = z.object({
  code: z
    .string()
    .transform(digits)
    .pipe(
      z
        .string()
        .min(1, { error: `${own}.codeRequired`, abort: true })
        .regex(/^[0-9]{6}$/, `${own}.codeForm`),
    ),
});

/** The address that is to be confirmed; a code goes there. */
export async function startEmail(who: Applicant, email: string): Promise<ActionOutcome> {
  const locale = await getLocale();
  const ticket = await startEmailChange(who, email, locale);
  if (ticket === null) return invalid("email", "same");
  await holdTicket(ticket);
  await sendCode(ticket, "email");
  return { redirect: emailPage(locale, who, "/code") };
}

/** The code that came to the address: with it the address is the account's. `done`: where it goes on then. */
export async function giveCode(who: Applicant, code: string, done: string): Promise<ActionOutcome> {
  const locale = await getLocale();
  const over = { redirect: emailPage(locale, who, "", "over") };
  const ticket = await heldTicket();
  if (ticket === undefined) return over;
  const check = await checkCode({ ticket, code, userAgent: null, purpose: "email" });
  switch (check.kind) {
    case "right":
      return (await changeEmail(who, ticket)) ? { redirect: `/${locale}${done}` } : over;
    case "over":
      return over;
    case "locked":
      return { redirect: emailPage(locale, who, "/code") };
    case "wrong":
      if (check.left === 0) return { redirect: emailPage(locale, who, "/code") };
      return invalid("code", check.left === 1 ? "codeWrongOneLeft" : "codeWrong");
    case "expired":
      return invalid("code", "codeExpired");
  }
}

/** Another code. What came of it stands on the page for the code. */
export async function orderAnother(who: Applicant): Promise<ActionOutcome> {
  const locale = await getLocale();
  const ticket = await heldTicket();
  const sending = ticket === undefined ? { kind: "over" as const } : await sendCode(ticket, "email");
  if (sending.kind === "over") return { redirect: emailPage(locale, who, "", "over") };
  return { redirect: emailPage(locale, who, "/code", sending.kind === "sent" ? "sent" : undefined) };
}
