"use server";

import { getLocale } from "next-intl/server";
import { refresh } from "next/cache";
import { z } from "zod";
import { isSigned } from "@/lib/process/position";
import { serverAction } from "@/lib/main/server-action";
import { signApplication } from "@/lib/use-cases/sign-application";
import { renewMobileCode } from "@/lib/use-cases/signing/mobile-code";
import { refusalOfSigning } from "@/lib/use-cases/signing/refusal";
import { openOwnApplication } from "@/lib/use-cases/view-application";

/** Takes the signature over a prepared document. A second click, or a second tab, finds what the first has done. */
export const signAction = serverAction({
  name: "sign-application",
  who: "citizen",
  input: z.object({
    applicationId: z.uuid(),
    nonce: z.string().regex(/^[0-9a-f]{32}$/),
    // A CMS with its chain, in base64, is about 8,000 characters long.
    cms: z.string().min(1).max(100_000),
    way: z.enum(["key-file", "ncalayer"]),
  }),
  limit: { points: 30, seconds: 600 },
  run: async ({ viewer, input: { applicationId, nonce, cms, way } }) => {
    const locale = await getLocale();
    const signed = await signApplication({ id: applicationId, applicant: viewer.iin, nonce, cms, way });
    const application = await openOwnApplication(applicationId, viewer.iin);
    if (!application) return { redirect: `/${locale}/cabinet` };
    const { service, state } = application;
    // Whoever signed first, this person or this person's other tab: it is submitted, or refused for good.
    if (isSigned(service, state) || state.outcome) return { redirect: `/${locale}/apply/${applicationId}/done` };
    if (signed.ok) return { redirect: `/${locale}/apply/${applicationId}` };
    const { error } = signed;
    // The page gets the document of now, for the next attempt.
    if (error.kind === "document-gone" || error.kind === "moved-on") refresh();
    const message = refusalOfSigning(error);
    return message === null ? { redirect: `/${locale}/apply/${applicationId}` } : { status: "failed", message };
  },
});

/** Shows a code for eGov Mobile again, when those that followed by themselves have run out. */
export const newMobileCode = serverAction({
  name: "new-mobile-code",
  who: "citizen",
  input: z.object({ applicationId: z.uuid(), nonce: z.string().regex(/^[0-9a-f]{32}$/) }),
  limit: { points: 30, seconds: 600 },
  run: async ({ viewer, input: { applicationId, nonce } }) => {
    await renewMobileCode(nonce, viewer);
    return { redirect: `/${await getLocale()}/apply/${applicationId}/sign?way=egov-mobile#ways` };
  },
});
