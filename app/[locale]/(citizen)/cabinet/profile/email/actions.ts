"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import { digits } from "@/app/[locale]/(public)/sign-in/fields";
import { serverAction, type ActionOutcome } from "@/lib/main/server-action";
import { heldTicket, holdTicket } from "@/lib/main/sign-in-ticket";
import { changeEmail, startEmailChange } from "@/lib/use-cases/sign-in/change-email";
import { checkCode } from "@/lib/use-cases/sign-in/check-code";
import { sendCode } from "@/lib/use-cases/sign-in/send-code";
import { emailPage } from "./addresses";

const own = "sign-in.email.errors";
const invalid = (field: string, message: string): ActionOutcome => ({
  status: "invalid",
  errors: [{ field, message: `${own}.${message}` }],
});

/** The address that is to be confirmed; a code goes there. */
export const startEmailAction = serverAction({
  name: "email-start",
  who: "citizen",
  limit: { points: 10, seconds: 600 },
  input: z.object({
    email: z
      .string()
      .trim()
      .min(1, { error: `${own}.required`, abort: true })
      .max(254, `${own}.form`)
      .pipe(z.email(`${own}.form`)),
  }),
  run: async ({ viewer, input }) => {
    const locale = await getLocale();
    const ticket = await startEmailChange(viewer.iin, input.email, locale);
    if (ticket === null) return invalid("email", "same");
    await holdTicket(ticket);
    await sendCode(ticket, "email");
    return { redirect: emailPage(locale, "/code") };
  },
});

/** The code that came to the address: with it the address is the account's. */
export const giveEmailCode = serverAction({
  name: "email-code",
  who: "citizen",
  limit: { points: 60, seconds: 600 },
  input: z.object({
    code: z
      .string()
      .transform(digits)
      .pipe(
        z
          .string()
          .min(1, { error: `${own}.codeRequired`, abort: true })
          .regex(/^[0-9]{6}$/, `${own}.codeForm`),
      ),
  }),
  run: async ({ viewer, input }) => {
    const locale = await getLocale();
    const ticket = await heldTicket();
    if (ticket === undefined) return { redirect: emailPage(locale, "", "over") };
    const check = await checkCode({ ticket, code: input.code, userAgent: null, purpose: "email" });
    switch (check.kind) {
      case "right":
        return (await changeEmail(viewer.iin, ticket))
          ? { redirect: `/${locale}/cabinet/profile?told=email` }
          : { redirect: emailPage(locale, "", "over") };
      case "over":
        return { redirect: emailPage(locale, "", "over") };
      case "locked":
        return { redirect: emailPage(locale, "/code") };
      case "wrong":
        if (check.left === 0) return { redirect: emailPage(locale, "/code") };
        return invalid("code", check.left === 1 ? "codeWrongOneLeft" : "codeWrong");
      case "expired":
        return invalid("code", "codeExpired");
    }
  },
});

/** Another code. What came of it stands on the page for the code. */
export const askForEmailCode = serverAction({
  name: "email-new-code",
  who: "citizen",
  limit: { points: 60, seconds: 600 },
  input: z.object({}),
  run: async () => {
    const locale = await getLocale();
    const ticket = await heldTicket();
    const sending = ticket === undefined ? { kind: "over" as const } : await sendCode(ticket, "email");
    if (sending.kind === "over") return { redirect: emailPage(locale, "", "over") };
    return { redirect: emailPage(locale, "/code", sending.kind === "sent" ? "sent" : undefined) };
  },
});
