"use server";

import { getLocale } from "next-intl/server";
import { refresh } from "next/cache";
import { z } from "zod";
import { codeSchema } from "@/app/[locale]/(public)/sign-in/fields";
import { iinOf, type Applicant } from "@/lib/process/applicant";
import { isSigned } from "@/lib/process/position";
import { signedByCode } from "@/lib/process/signing-ways";
import { serverAction, type ActionOutcome } from "@/lib/main/server-action";
import { signApplication } from "@/lib/use-cases/sign-application";
import { renewMobileCode } from "@/lib/use-cases/signing/mobile-code";
import { refusalOfSigning } from "@/lib/use-cases/signing/refusal";
import { sendSigningCode } from "@/lib/use-cases/signing/send-signing-code";
import { openOwnApplication } from "@/lib/use-cases/view-application";

const prepared = z.object({ applicationId: z.uuid(), nonce: z.string().regex(/^[0-9a-f]{32}$/) });

/** Takes the signature over a prepared document. A second click, or a second tab, finds what the first has done. */
export const signAction = serverAction({
  name: "sign-application",
  who: "applicant",
  input: prepared.extend({
    // A CMS with its chain, in base64, is about 8,000 characters long.
    cms: z.string().min(1).max(100_000),
    way: z.enum(["key-file", "ncalayer"]),
  }),
  limit: { points: 30, seconds: 600 },
  run: async ({ viewer, input: { applicationId, nonce, cms, way } }) => {
    const signed = await signApplication({ id: applicationId, applicant: viewer, nonce, cms, way });
    const settled = await settledWhere(applicationId, viewer);
    if (settled) return settled;
    if (signed.ok) return toApplication(applicationId);
    const { error } = signed;
    // The page gets the document of now, for the next attempt.
    if (error.kind === "document-gone" || error.kind === "moved-on") refresh();
    const message = refusalOfSigning(error);
    return message === null ? toApplication(applicationId) : { status: "failed", message };
  },
});

/** Sends a code for the prepared document, the first or another one. What came of it stands on the page. */
export const orderCodeAction = serverAction({
  name: "order-signing-code",
  who: "applicant",
  input: prepared,
  limit: { points: 60, seconds: 600 },
  run: async ({ viewer, input: { applicationId, nonce } }) => {
    const locale = await getLocale();
    const sending = await sendSigningCode({ nonce, signer: iinOf(viewer), locale });
    switch (sending.kind) {
      case "sent":
        return toCode(applicationId, sending.isAnother ? "sent" : undefined);
      case "not-sent":
        return toCode(applicationId, "not-sent-sms");
      case "document-gone":
        return toCode(applicationId, "changed");
      case "too-soon":
      case "too-many":
      case "locked":
      case "shut":
        return toCode(applicationId);
    }
  },
});

/** Signs the prepared document by its code; without one where the right one was given a moment ago. */
export const signByCodeAction = serverAction({
  name: "sign-by-code",
  who: "applicant",
  input: prepared.extend({ code: codeSchema.optional() }),
  limit: { points: 60, seconds: 600 },
  run: async ({ viewer, input: { applicationId, nonce, code = null } }) => {
    const signed = await signApplication({ id: applicationId, applicant: viewer, nonce, code });
    const settled = await settledWhere(applicationId, viewer);
    if (settled) return settled;
    if (signed.ok) return toApplication(applicationId);
    const { error } = signed;
    if (error.kind === "document-gone" || error.kind === "moved-on") return toCode(applicationId, "changed");
    // The code was right: the page says that a state database was silent, and asks for no other.
    if (error.kind === "unanswered") return toCode(applicationId);
    const message = refusalOfSigning(error);
    if (message === null) return toApplication(applicationId);
    if (error.kind !== "code") return { status: "failed", message };
    const { failure } = error;
    const staysHere = failure.kind === "expired" || (failure.kind === "wrong" && failure.left > 0);
    if (staysHere) return { status: "invalid", errors: [{ field: "code", message }] };
    return toCode(applicationId, failure.kind === "wrong" ? "locked" : failure.kind);
  },
});

/** Where it goes on when it was signed, by this person or by this person's other tab: it is submitted, or refused for good. Else null. */
async function settledWhere(id: string, applicant: Applicant): Promise<ActionOutcome | null> {
  const application = await openOwnApplication(id, applicant);
  const locale = await getLocale();
  if (!application) return { redirect: `/${locale}/cabinet` };
  const { service, state } = application;
  if (isSigned(service, state) || state.outcome) return { redirect: `/${locale}/apply/${id}/done` };
  return null;
}

async function toApplication(id: string): Promise<ActionOutcome> {
  return { redirect: `/${await getLocale()}/apply/${id}` };
}

/** The page with the way by a code, and what it tells. */
async function toCode(id: string, told?: string): Promise<ActionOutcome> {
  const query = new URLSearchParams({ way: signedByCode, ...(told === undefined ? {} : { told }) });
  return {
    redirect: `/${await getLocale()}/apply/${id}/sign?${query.toString()}${told === undefined || told === "sent" ? "#code" : ""}`,
  };
}

/** Shows a code for eGov Mobile again, when those that followed by themselves have run out. */
export const newMobileCode = serverAction({
  name: "new-mobile-code",
  who: "citizen",
  input: prepared,
  limit: { points: 30, seconds: 600 },
  run: async ({ viewer, input: { applicationId, nonce } }) => {
    await renewMobileCode(nonce, viewer);
    return { redirect: `/${await getLocale()}/apply/${applicationId}/sign?way=egov-mobile#ways` };
  },
});
