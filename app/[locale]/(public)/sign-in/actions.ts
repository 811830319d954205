"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import { challengeError } from "@/components/account/challenge-answer";
import { safeReturnPath } from "@/lib/i18n/return-path";
import { binSchema } from "@/lib/kernel/bin";
import { iinSchema } from "@/lib/kernel/iin";
import { serverAction } from "@/lib/main/server-action";
import { completeSignIn, heldTicket, holdTicket, requestOrigin } from "@/lib/main/sign-in-ticket";
import { checkCode } from "@/lib/use-cases/sign-in/check-code";
import { startMobileSignIn, viewMobileSignIn } from "@/lib/use-cases/sign-in/mobile-sign-in";
import { sendCode } from "@/lib/use-cases/sign-in/send-code";
import { setPassword } from "@/lib/use-cases/sign-in/set-password";
import { signInWithEds } from "@/lib/use-cases/sign-in/sign-in-with-eds";
import { startSignIn } from "@/lib/use-cases/sign-in/start-sign-in";
import { codePage, edsPage, mobilePage, newPasswordPage, signInPage } from "./addresses";
import { binError, codeError, entityError, iinError, passwordError } from "./failures";
import { codeSchema, digits } from "./fields";

const own = "sign-in.newPassword.errors";
const change = "sign-in.password.change.errors";
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
    if (start.kind === "needs-eds") return { redirect: edsPage(locale, input.next, "needs-eds") };
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

/** BIN and the password of the entity's head; whoever else acts for it says who they are. */
export const giveOrganisationPassword = serverAction({
  name: "sign-in-organisation",
  who: "public",
  input: z.object({
    bin: z.string().min(1, "sign-in.errors.binRequired").transform(digits),
    iin: z.string().transform(digits),
    password: z.string().min(1, "sign-in.errors.passwordRequired").max(500, "sign-in.errors.entityWrong"),
    next,
  }),
  run: async ({ input }) => {
    const bin = binSchema.safeParse(input.bin);
    if (!bin.success) return binError(bin.error);
    const iin = input.iin === "" ? null : iinSchema.safeParse(input.iin);
    if (iin?.success === false) return iinError(iin.error);
    const locale = await getLocale();
    const who = { bin: bin.data, iin: iin?.data, password: input.password };
    const start = await startSignIn({ ...(await requestOrigin()), ...who, locale });
    if (start.kind === "needs-eds") return { redirect: edsPage(locale, input.next, "needs-eds") };
    if (start.kind !== "right") return passwordError(start, true);
    if (!start.needsCode) {
      await completeSignIn(start.ticket);
      return { redirect: safeReturnPath(input.next) ?? `/${locale}/organisation` };
    }
    await holdTicket(start.ticket);
    await sendCode(start.ticket);
    return { redirect: codePage(locale, input.next) };
  },
});

/** A text signed by EDS, with nothing else: the key says who it is. Without an account it leads to making one. */
export const giveSignature = serverAction({
  name: "sign-in-eds",
  who: "public",
  // Many people share an address; the page costs nothing, and the key says who it is.
  limit: { points: 600, seconds: 900 },
  input: z.object({
    challenge: z.string().min(1).max(8000),
    cms: z.string().min(1),
    // "new-password": who it is, and then another password. "account": whoever has none yet.
    for: z.enum(["sign-in", "new-password", "account"]),
    // The organisation that the page spoke of.
    bin: binSchema.optional(),
    // The page is for those who act for an organisation.
    door: z.literal("organisation").optional(),
    next,
  }),
  run: async ({ input }) => {
    const locale = await getLocale();
    const purpose = input.for === "new-password" ? "new-password" : "sign-in";
    const { challenge, cms, bin } = input;
    const signed = await signInWithEds({ purpose, challenge, cms, locale, ...(bin === undefined ? {} : { bin }) });
    if (!signed.ok) return challengeError(signed.error);
    const { ticket, hasAccount, isEntity } = signed.value;
    // What is an organisation's opens to nobody as themselves, nor the other way round: a key of the other kind does not lead back.
    const back = isEntity === (input.door === "organisation") ? safeReturnPath(input.next) : undefined;
    if (!hasAccount || purpose === "new-password") {
      await holdTicket(ticket);
      return { redirect: newPasswordPage(locale, back) };
    }
    await completeSignIn(ticket);
    if (isEntity) return { redirect: back ?? `/${locale}/organisation` };
    if (input.for === "account") return { redirect: `/${locale}/cabinet/profile?told=account` };
    return { redirect: back ?? `/${locale}/cabinet` };
  },
});

/** A code for eGov Mobile, shown to this browser alone; one that was shown before leads nowhere any more. */
export const showSignInCode = serverAction({
  name: "sign-in-mobile-code",
  who: "public",
  input: z.object({ next }),
  run: async ({ input }) => {
    const locale = await getLocale();
    const ticket = await startMobileSignIn({ ...(await requestOrigin()), locale });
    if (ticket === null) return { status: "failed", message: "sign-in.mobile.tooOften" };
    await holdTicket(ticket);
    return { redirect: mobilePage(locale, input.next) };
  },
});

/** In, once the phone has signed: whoever sits here has seen whose key it was. */
export const enterByMobile = serverAction({
  name: "sign-in-mobile",
  who: "public",
  limit: { points: 60, seconds: 900 },
  input: z.object({ next }),
  run: async ({ input }) => {
    const locale = await getLocale();
    const ticket = await heldTicket();
    const { kind } = await viewMobileSignIn(ticket);
    if (ticket === undefined || kind !== "signed") return { redirect: mobilePage(locale, input.next) };
    await completeSignIn(ticket);
    return { redirect: safeReturnPath(input.next) ?? `/${locale}/cabinet` };
  },
});

/** A new password for whoever has shown who they are, or an account; then straight in. */
export const setPasswordAction = serverAction({
  name: "set-password",
  who: "public",
  limit: { points: 60, seconds: 900 },
  input: z.object({
    newPassword: z.string().min(1, `${own}.passwordRequired`).max(1000, `${change}.too-long`),
    email: z
      .union([z.literal(""), z.email(`${own}.emailForm`).max(254, `${own}.emailForm`)], `${own}.emailForm`)
      .optional(),
    next,
  }),
  run: async ({ input }) => {
    const locale = await getLocale();
    const ticket = await heldTicket();
    if (ticket === undefined) return { redirect: signInPage(locale, input.next, "password-over") };
    const set = await setPassword({ ticket, password: input.newPassword, email: input.email || null });
    if (set.ok) {
      await completeSignIn(set.value);
      return { redirect: safeReturnPath(input.next) ?? `/${locale}/cabinet` };
    }
    if (set.error === "over") return { redirect: signInPage(locale, input.next, "password-over") };
    switch (set.error) {
      case "entity-unknown":
      case "entity-closed":
      case "entity-other-head":
      case "entity-silent":
        return entityError(set.error);
      default:
        return { status: "invalid", errors: [{ field: "newPassword", message: `${change}.${set.error}` }] };
    }
  },
});

/** The code of the SMS. */
export const giveCode = serverAction({
  name: "sign-in-code",
  who: "public",
  input: z.object({
    code: codeSchema,
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
