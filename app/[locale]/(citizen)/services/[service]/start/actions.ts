"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import { serverAction } from "@/lib/main/server-action";
import { startApplication } from "@/lib/use-cases/start-application";

/** Starts an application, or finds the active one: two clicks and two tabs lead to the same. */
export const startAction = serverAction({
  name: "start-application",
  who: "applicant",
  input: z.object({ service: z.string().max(60) }),
  limit: { points: 20, seconds: 600 },
  run: async ({ viewer, input }) => {
    const locale = await getLocale();
    const started = await startApplication(input.service, viewer);
    if (started.ok) return { redirect: `/${locale}/apply/${started.value.id}` };
    switch (started.error.kind) {
      case "period-ended":
        return { redirect: `/${locale}/services/${input.service}/start?ended` };
      // The page says what is in the way.
      case "other-audience":
      case "colleague":
        return { redirect: `/${locale}/services/${input.service}/start` };
      case "no-such-service":
        return { redirect: `/${locale}/services` };
    }
  },
});
