"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import { serverAction } from "@/lib/main/server-action";
import { linkTerms } from "@/lib/use-cases/sharing/link-rules";
import { makeLink, revokeLink } from "@/lib/use-cases/sharing/own-links";

const pageOf = async (id: string) => `/${await getLocale()}/cabinet/applications/${id}/share`;

/** Makes a link by which the paper of an application is shown; its page shows it, or says that there can be no more. */
export const makeLinkAction = serverAction({
  name: "make-link",
  who: "applicant",
  input: z.object({
    applicationId: z.uuid(),
    link: z.uuid(),
    term: z.enum(linkTerms, "sharing.errors.term"),
  }),
  limit: { points: 30, seconds: 3_600 },
  run: async ({ viewer, input: { applicationId, link, term } }) => {
    await makeLink(applicationId, viewer, link, term);
    return { redirect: await pageOf(applicationId) };
  },
});

/** Ends a link at once. */
export const revokeLinkAction = serverAction({
  name: "revoke-link",
  who: "applicant",
  input: z.object({ applicationId: z.uuid(), link: z.uuid() }),
  limit: { points: 60, seconds: 3_600 },
  run: async ({ viewer, input: { applicationId, link } }) => {
    await revokeLink(applicationId, viewer, link);
    return { redirect: await pageOf(applicationId) };
  },
});
