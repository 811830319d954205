"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import { serverAction } from "@/lib/main/server-action";
import { openLink } from "@/lib/use-cases/sharing/open-link";

/** Opens a link by which somebody shows a paper. What is gone, and what never was, is answered alike. */
export const openSharedAction = serverAction({
  name: "open-shared",
  who: "public",
  input: z.object({ token: z.string().max(100), visit: z.string().max(100) }),
  // A whole office opens from one address; one link is counted by itself.
  limit: { points: 120, seconds: 3_600 },
  run: async ({ input: { token, visit } }) => {
    const locale = await getLocale();
    const opened = await openLink(token, visit);
    switch (opened.kind) {
      case "opened":
        return { redirect: `/${locale}/shared/${token}?pass=${opened.pass}` };
      case "gone":
        return { redirect: `/${locale}/shared/gone` };
      case "too-many":
        return { status: "failed", message: "action.tooMany" };
    }
  },
});
