"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import { serverAction } from "@/lib/main/server-action";
import { revokeOwnPaper } from "@/lib/use-cases/sealed-documents/revoke-paper";

/** Revokes the paper that a service has ended with; the page of the application, or the one that asked, says what came of it. */
export const revokePaperAction = serverAction({
  name: "revoke-paper",
  who: "applicant",
  input: z.object({ applicationId: z.uuid() }),
  limit: { points: 20, seconds: 600 },
  run: async ({ viewer, input: { applicationId } }) => {
    const revoked = await revokeOwnPaper(applicationId, viewer);
    const page = `/${await getLocale()}/cabinet/applications/${applicationId}`;
    return { redirect: revoked === "revoked" ? `${page}#result` : `${page}/revoke` };
  },
});
