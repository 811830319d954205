"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import { safeReturnPath } from "@/lib/i18n/return-path";
import { iinSchema } from "@/lib/kernel/iin";
import { serverAction } from "@/lib/main/server-action";
import { completeSignIn, heldTicket, holdTicket, requestOrigin } from "@/lib/main/sign-in-ticket";
import { checkCode } from "@/lib/use-cases/sign-in/check-code";
import { sendCode } from "@/lib/use-cases/sign-in/send-code";
import { startSignIn } from "@/lib/use-cases/sign-in/start-sign-in";
import { codePage, signInPage } from "./addresses";
import { codeError, iinError, passwordError } from "./failures";

const digits = (text: string) => text.replace(/[\s\u00a0-]/g, "");
const next = z.string().max(2000).optional();

/** IIN and password; then to the page for the code, or straight in where no number is linked. */
export const givePassword = serverAction({
  name: "sign-in-password",
  who: "public",
  input: z.object({
    iin: z.string().min(1, "sign-in.errors.iinRequired").transform(digits),
    password: z.string().min(1, "sign-in.errors.passwordRequired").max(500, "sign-in.errors.wrong"),
    next,
  }),
  run: async ({ input }) => {
    const iin = iinSchema.safeParse(input.iin);
    if (!iin.success) return iinError(iin.error);
    const locale = await getLocale();
    const start = await startSignIn({ ...(await requestOrigin()), iin: iin.data, password: input.password, locale });
    if (start.kind !== "right") return passwordError(start);
    if (start.needsCode) {
      await holdTicket(start.ticket);
      await sendCode(start.ticket);
      return { redirect: codePage(locale, input.next) };
    }
    await completeSignIn(start.ticket);
    return { redirect: safeReturnPath(input.next) ?? `/${locale}/cabinet` };
  },
});

/** The code of the SMS. */
export const giveCode = serverAction({
  name: "sign-in-code",
  who: "public",
  input: z.object({
    code: z
      .string()
      .transform(digits)
      .pipe(
        z
          .string()
          .min(1, { error: "sign-in.errors.codeRequired", abort: true })
          .regex(/^[0-9]{6}$/, "sign-in.errors.codeForm"),
      ),
    next,
  }),
  run: async ({ input }) => {
    const locale = await getLocale();
    const ticket = await heldTicket();
    if (ticket === undefined) return { redirect: signInPage(locale, input.next, "over") };
    const { userAgent } = await requestOrigin();
    const check = await checkCode({ ticket, code: input.code, userAgent });
    switch (check.kind) {
      case "right":
        await completeSignIn(ticket);
        return { redirect: safeReturnPath(input.next) ?? `/${locale}/cabinet` };
      case "over":
        return { redirect: signInPage(locale, input.next, "over") };
      case "locked":
        return { redirect: codePage(locale, input.next) };
      case "wrong":
        return check.left === 0 ? { redirect: codePage(locale, input.next) } : codeError(check);
      case "expired":
        return codeError(check);
    }
  },
});

/** Another code. What came of it stands on the page for the code. */
export const askForNewCode = serverAction({
  name: "sign-in-new-code",
  who: "public",
  input: z.object({ next }),
  run: async ({ input }) => {
    const locale = await getLocale();
    const ticket = await heldTicket();
    const sending = ticket === undefined ? { kind: "over" as const } : await sendCode(ticket);
    if (sending.kind === "over") return { redirect: signInPage(locale, input.next, "over") };
    return { redirect: codePage(locale, input.next, sending.kind === "sent" ? "sent" : undefined) };
  },
});
