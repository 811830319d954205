"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import { codeError } from "@/app/[locale]/(public)/sign-in/failures";
import { codeSchema } from "@/app/[locale]/(public)/sign-in/fields";
import { challengeError } from "@/components/account/challenge-answer";
import { parsePhone } from "@/lib/kernel/phone";
import { serverAction } from "@/lib/main/server-action";
import { heldTicket, holdTicket, requestOrigin } from "@/lib/main/sign-in-ticket";
import { checkCode } from "@/lib/use-cases/sign-in/check-code";
import { linkPhone, removePhone, startPhoneLink } from "@/lib/use-cases/sign-in/link-phone";
import { sendCode } from "@/lib/use-cases/sign-in/send-code";
import { phonePage } from "./addresses";

const own = "sign-in.phone.errors";

/** The number that is to be linked; a code goes there. */
export const startPhoneAction = serverAction({
  name: "phone-start",
  who: "citizen",
  limit: { points: 10, seconds: 600 },
  input: z.object({ phone: z.string().min(1, `${own}.required`).max(40, `${own}.form`) }),
  run: async ({ viewer, input }) => {
    const locale = await getLocale();
    const phone = parsePhone(input.phone);
    if (phone === null) return { status: "invalid", errors: [{ field: "phone", message: `${own}.form` }] };
    const ticket = await startPhoneLink(viewer.iin, phone, locale);
    if (ticket === null) return { status: "invalid", errors: [{ field: "phone", message: `${own}.same` }] };
    await holdTicket(ticket);
    await sendCode(ticket, "phone");
    return { redirect: phonePage(locale, "/code") };
  },
});

/** The code that came to the number; then the signature. */
export const givePhoneCode = serverAction({
  name: "phone-code",
  who: "citizen",
  limit: { points: 60, seconds: 600 },
  input: z.object({ code: codeSchema }),
  run: async ({ input }) => {
    const locale = await getLocale();
    const ticket = await heldTicket();
    if (ticket === undefined) return { redirect: phonePage(locale, "", "over") };
    const { userAgent } = await requestOrigin();
    const check = await checkCode({ ticket, code: input.code, userAgent, purpose: "phone" });
    switch (check.kind) {
      case "right":
        return { redirect: phonePage(locale, "/sign") };
      case "over":
        return { redirect: phonePage(locale, "", "over") };
      case "locked":
        return { redirect: phonePage(locale, "/code") };
      case "wrong":
        return check.left === 0 ? { redirect: phonePage(locale, "/code") } : codeError(check);
      case "expired":
        return codeError(check);
    }
  },
});

/** Another code. What came of it stands on the page for the code. */
export const askForPhoneCode = serverAction({
  name: "phone-new-code",
  who: "citizen",
  limit: { points: 60, seconds: 600 },
  input: z.object({}),
  run: async () => {
    const locale = await getLocale();
    const ticket = await heldTicket();
    const sending = ticket === undefined ? { kind: "over" as const } : await sendCode(ticket, "phone");
    if (sending.kind === "over") return { redirect: phonePage(locale, "", "over") };
    return { redirect: phonePage(locale, "/code", sending.kind === "sent" ? "sent" : undefined) };
  },
});

/** Links the number by the person's EDS. */
export const linkPhoneAction = serverAction({
  name: "phone-link",
  who: "citizen",
  limit: { points: 30, seconds: 600 },
  input: z.object({ challenge: z.string().min(1).max(8000), cms: z.string().min(1) }),
  run: async ({ viewer, input }) => {
    const locale = await getLocale();
    const ticket = await heldTicket();
    if (ticket === undefined) return { redirect: phonePage(locale, "", "over") };
    const linked = await linkPhone({ iin: viewer.iin, ticket, ...input });
    return linked.ok ? { redirect: phonePage(locale, "", "linked") } : challengeError(linked.error);
  },
});

/** Takes the linked number away, against the password. */
export const removePhoneAction = serverAction({
  name: "phone-remove",
  who: "citizen",
  limit: { points: 20, seconds: 600 },
  input: z.object({ presentPassword: z.string().min(1, `${own}.passwordRequired`).max(500, `${own}.wrong`) }),
  run: async ({ viewer, input }) => {
    const removed = await removePhone(viewer.iin, input.presentPassword);
    if (removed.ok) return { redirect: phonePage(await getLocale(), "", "removed") };
    return { status: "invalid", errors: [{ field: "presentPassword", message: `${own}.${removed.error}` }] };
  },
});
