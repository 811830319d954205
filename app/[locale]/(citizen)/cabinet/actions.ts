"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import { serverAction } from "@/lib/main/server-action";
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
    return { redirect: `/${await getLocale()}/cabinet` };
  },
});

/** Withdraws an application, where it still can be; its page says what came of it. */
export const withdrawAction = serverAction({
  name: "withdraw-application",
  who: "citizen",
  input: z.object({ applicationId: z.uuid() }),
  limit: { points: 10, seconds: 600 },
  run: async ({ viewer, input: { applicationId } }) => {
    const withdrawn = await withdrawApplication(applicationId, viewer.iin);
    const page = `/${await getLocale()}/cabinet/applications/${applicationId}`;
    return { redirect: withdrawn.ok ? page : `${page}/withdraw` };
  },
});
