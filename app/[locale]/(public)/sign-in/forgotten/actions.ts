"use server";

import { getLocale } from "next-intl/server";
import { after } from "next/server";
import { z } from "zod";
import { iinSchema } from "@/lib/kernel/iin";
import { serverAction } from "@/lib/main/server-action";
import { heldTicket, holdTicket, requestOrigin } from "@/lib/main/sign-in-ticket";
import { checkCode } from "@/lib/use-cases/sign-in/check-code";
import { identifyForRecovery, startRecovery } from "@/lib/use-cases/sign-in/recover-password";
import { prepareCode } from "@/lib/use-cases/sign-in/send-code";
import { forgottenPage, newPasswordPage } from "../addresses";
import { codeError, iinError } from "../failures";
import { codeSchema, digits } from "../fields";

/** Whose password was forgotten. The answer is the same whether or not there is an account, and goes out before any message. */
export const startRecoveryAction = serverAction({
  name: "recovery-start",
  who: "public",
  input: z.object({ iin: z.string().min(1, "sign-in.errors.iinRequired").transform(digits) }),
  run: async ({ input }) => {
    const iin = iinSchema.safeParse(input.iin);
    if (!iin.success) return iinError(iin.error);
    const locale = await getLocale();
    const { address } = await requestOrigin();
    const start = await startRecovery({ iin: iin.data, locale, address });
    if (start.kind === "too-often")
      return { status: "invalid", errors: [{ field: "iin", message: "sign-in.forgotten.tooOften" }] };
    await holdTicket(start.ticket);
    await prepareAndDeliverLater(start.ticket);
    return { redirect: forgottenPage(locale, "/code") };
  },
});

/** The code; then the identification. */
export const giveRecoveryCode = serverAction({
  name: "recovery-code",
  who: "public",
  input: z.object({ code: codeSchema, next: z.string().max(2000).optional() }),
  run: async ({ input }) => {
    const locale = await getLocale();
    const ticket = await heldTicket();
    if (ticket === undefined) return { redirect: forgottenPage(locale, "", "over") };
    const { userAgent } = await requestOrigin();
    const check = await checkCode({ ticket, code: input.code, userAgent, purpose: "recovery" });
    switch (check.kind) {
      case "right":
        return { redirect: forgottenPage(locale, "/identify") };
      case "over":
        return { redirect: forgottenPage(locale, "", "over") };
      case "locked":
        return { redirect: forgottenPage(locale, "/code") };
      case "wrong":
        return check.left === 0 ? { redirect: forgottenPage(locale, "/code") } : codeError(check);
      case "expired":
        return codeError(check);
    }
  },
});

/** Another code. What came of it stands on the page for the code. */
export const askForRecoveryCode = serverAction({
  name: "recovery-new-code",
  who: "public",
  input: z.object({ next: z.string().max(2000).optional() }),
  run: async () => {
    const locale = await getLocale();
    const ticket = await heldTicket();
    const kind = ticket === undefined ? "over" : await prepareAndDeliverLater(ticket);
    if (kind === "over") return { redirect: forgottenPage(locale, "", "over") };
    return { redirect: forgottenPage(locale, "/code", kind === "prepared" ? "sent" : undefined) };
  },
});

/** Asks Digital ID who is there; then to the new password. */
export const identifyAction = serverAction({
  name: "recovery-identify",
  who: "public",
  limit: { points: 20, seconds: 900 },
  input: z.object({}),
  run: async () => {
    const locale = await getLocale();
    const ticket = await heldTicket();
    if (ticket === undefined) return { redirect: forgottenPage(locale, "", "over") };
    const answer = await identifyForRecovery(ticket);
    switch (answer.kind) {
      case "recognised":
        await holdTicket(answer.ticket);
        return { redirect: newPasswordPage(locale, undefined) };
      case "over":
        return { redirect: forgottenPage(locale, "", "over") };
      case "not-recognised":
      case "access-refused":
      case "unavailable":
        return { status: "failed", message: `sign-in.forgotten.failures.${answer.kind}` };
    }
  },
});

/** Stores a new code and sends it when the answer has gone out: the time does not tell whether there is a number. */
async function prepareAndDeliverLater(ticket: string) {
  const prepared = await prepareCode(ticket, "recovery");
  if (prepared.kind === "prepared") after(prepared.deliver);
  return prepared.kind;
}
