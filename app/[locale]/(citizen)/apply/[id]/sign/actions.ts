"use server";

import { getLocale } from "next-intl/server";
import { refresh } from "next/cache";
import { z } from "zod";
import { isSigned } from "@/lib/process/position";
import { serverAction } from "@/lib/main/server-action";
import { signApplication } from "@/lib/use-cases/sign-application";
import { refusalOf } from "@/lib/use-cases/signing/refusal";
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
    const failed = (message: string) => ({ status: "failed", message }) as const;
    switch (signed.error.kind) {
      case "signature":
        return failed(refusalOf(signed.error.failure));
      case "unanswered":
        return failed(`apply.sign.unanswered.${signed.error.databases[0] ?? ""}`);
      case "document-gone":
      case "moved-on":
        // The page gets the document of now, for the next attempt.
        refresh();
        return failed("apply.sign.documentGone");
      case "not-available":
      case "not-found":
      case "not-yours":
      case "own-application":
      case "invalid-answers":
      case "unknown-decision":
      case "wrong-proof":
      case "wrong-amount":
      case "not-due":
        return { redirect: `/${locale}/apply/${applicationId}` };
    }
  },
});
