"use server";

import { getLocale } from "next-intl/server";
import { refresh } from "next/cache";
import { z } from "zod";
import { codeSchema } from "@/app/[locale]/(public)/sign-in/fields";
import { serverAction, type ActionOutcome } from "@/lib/main/server-action";
import { signedByCode } from "@/lib/process/signing-ways";
import { answerConsent } from "@/lib/use-cases/consents/answer-consent";
import { blockApplicant, unblockApplicant } from "@/lib/use-cases/consents/block-applicant";
import { renewMobileCode } from "@/lib/use-cases/signing/mobile-code";
import { refusalOfAnswer } from "@/lib/use-cases/signing/refusal";
import { sendSigningCode } from "@/lib/use-cases/signing/send-signing-code";

/** Which page the answer was prepared on; what is answered stands in the prepared document alone. */
const prepared = z.object({
  request: z.uuid(),
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  answer: z.enum(["give", "decline"]),
  reason: z.string().max(40),
});
type Prepared = z.infer<typeof prepared>;

/** Takes the owner's signature over a prepared answer. A second click finds what the first has done. */
export const answerConsentAction = serverAction({
  name: "answer-consent",
  who: "citizen",
  input: prepared.extend({ cms: z.string().min(1).max(100_000), way: z.enum(["key-file", "ncalayer"]) }),
  limit: { points: 30, seconds: 600 },
  run: async ({ viewer, input: { request: id, nonce, cms, way } }) => {
    const answered = await answerConsent({ id, owner: viewer.iin, nonce, cms, way });
    if (answered.ok || answered.error.kind === "closed") return toRequest(id);
    // The page gets the document of now, for the next attempt.
    if (answered.error.kind === "document-gone") refresh();
    return { status: "failed", message: refusalOfAnswer(answered.error) };
  },
});

/** Sends a code for the prepared answer. What came of it stands on the page. */
export const orderConsentCodeAction = serverAction({
  name: "order-consent-code",
  who: "citizen",
  input: prepared,
  limit: { points: 60, seconds: 600 },
  run: async ({ viewer, input }) => {
    const sending = await sendSigningCode({ nonce: input.nonce, signer: viewer.iin, locale: await getLocale() });
    switch (sending.kind) {
      case "sent":
        return toCode(input, sending.isAnother ? "sent" : undefined);
      case "not-sent":
        return toCode(input, "not-sent-sms");
      case "document-gone":
        return toCode(input, "changed");
      case "too-soon":
      case "too-many":
      case "locked":
      case "shut":
        return toCode(input);
    }
  },
});

/** Answers by the code of the prepared document; without one where the right one was given a moment ago. */
export const answerByCodeAction = serverAction({
  name: "answer-consent-by-code",
  who: "citizen",
  input: prepared.extend({ code: codeSchema.optional() }),
  limit: { points: 60, seconds: 600 },
  run: async ({ viewer, input }) => {
    const { request: id, nonce, code = null } = input;
    const answered = await answerConsent({ id, owner: viewer.iin, nonce, code });
    if (answered.ok || answered.error.kind === "closed") return toRequest(id);
    const { error } = answered;
    if (error.kind === "document-gone" || error.kind === "moved-on") return toCode(input, "changed");
    // The code was right: the page says that a state database was silent, and asks for no other.
    if (error.kind === "unanswered") return toCode(input);
    const message = refusalOfAnswer(error);
    if (error.kind !== "code") return { status: "failed", message };
    const { failure } = error;
    const staysHere = failure.kind === "expired" || (failure.kind === "wrong" && failure.left > 0);
    if (staysHere) return { status: "invalid", errors: [{ field: "code", message }] };
    return toCode(input, failure.kind === "wrong" ? "locked" : failure.kind);
  },
});

/** Shows a code for eGov Mobile again, when those that followed by themselves have run out. */
export const newConsentMobileCode = serverAction({
  name: "new-consent-mobile-code",
  who: "citizen",
  input: prepared,
  limit: { points: 30, seconds: 600 },
  run: async ({ viewer, input }) => {
    await renewMobileCode(input.nonce, viewer);
    return { redirect: `${await pageOf(input, { way: "egov-mobile" })}#ways` };
  },
});

/** Takes no more requests from the applicant of this one. */
export const blockApplicantAction = serverAction({
  name: "block-applicant",
  who: "citizen",
  input: z.object({ request: z.uuid() }),
  limit: { points: 30, seconds: 600 },
  run: async ({ viewer, input: { request } }) => {
    await blockApplicant(request, viewer.iin);
    return toRequest(request);
  },
});

/** Takes requests from the applicant of this one again. */
export const unblockApplicantAction = serverAction({
  name: "unblock-applicant",
  who: "citizen",
  input: z.object({ request: z.uuid() }),
  limit: { points: 30, seconds: 600 },
  run: async ({ viewer, input: { request } }) => {
    await unblockApplicant(request, viewer.iin);
    return toRequest(request);
  },
});

async function toRequest(id: string): Promise<ActionOutcome> {
  return { redirect: `/${await getLocale()}/cabinet/consents/${id}` };
}

/** The page with the way by a code, and what it tells. */
async function toCode(input: Prepared, told?: string): Promise<ActionOutcome> {
  const page = await pageOf(input, { way: signedByCode, ...(told === undefined ? {} : { told }) });
  return { redirect: `${page}${told === undefined || told === "sent" ? "#code" : ""}` };
}

async function pageOf({ request, answer, reason }: Prepared, more: Readonly<Record<string, string>>): Promise<string> {
  const query = new URLSearchParams({ ...(answer === "decline" ? { reason } : {}), ...more });
  return `/${await getLocale()}/cabinet/consents/${request}/${answer}?${query.toString()}`;
}
