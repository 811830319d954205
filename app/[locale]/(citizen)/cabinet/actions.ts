"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import { serverAction } from "@/lib/main/server-action";
import { askAgain } from "@/lib/use-cases/ask-again";
import { markNoticesRead } from "@/lib/use-cases/view-cabinet";
import { withdrawApplication } from "@/lib/use-cases/withdraw-application";

/** Marks all notices as read. */
export const readNoticesAction = serverAction({
  name: "read-notices",
  who: "citizen",
  limit: { points: 60, seconds: 600 },
  input: z.object({}),
  run: async ({ viewer }) => {
    await markNoticesRead(viewer.iin);
    return { redirect: `/${await getLocale()}/cabinet/notices` };
  },
});

/** Asks now whatever the application waits for, when the person has opened the access to their data again. */
export const askAgainAction = serverAction({
  name: "ask-again",
  who: "applicant",
  input: z.object({ applicationId: z.uuid() }),
  limit: { points: 20, seconds: 600 },
  run: async ({ viewer, input: { applicationId } }) => {
    await askAgain(applicationId, viewer);
    return { redirect: `/${await getLocale()}/cabinet/applications/${applicationId}` };
  },
});

/** Withdraws an application, where it still can be; its page says what came of it. */
export const withdrawAction = serverAction({
  name: "withdraw-application",
  who: "applicant",
  input: z.object({ applicationId: z.uuid() }),
  limit: { points: 10, seconds: 600 },
  run: async ({ viewer, input: { applicationId } }) => {
    const withdrawn = await withdrawApplication(applicationId, viewer);
    const page = `/${await getLocale()}/cabinet/applications/${applicationId}`;
    return { redirect: withdrawn.ok ? page : `${page}/withdraw` };
  },
});
