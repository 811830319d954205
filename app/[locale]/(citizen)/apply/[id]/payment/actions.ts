"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import { serverAction } from "@/lib/main/server-action";
import { payDuty } from "@/lib/use-cases/pay-duty";

/** Sends the applicant to the payment provider, with an invoice that is still to be paid. */
export const payAction = serverAction({
  name: "pay-duty",
  who: "applicant",
  input: z.object({ applicationId: z.uuid() }),
  limit: { points: 30, seconds: 600 },
  run: async ({ viewer, input: { applicationId } }) => {
    const locale = await getLocale();
    const here = `/${locale}/apply/${applicationId}/payment`;
    const place = await payDuty(applicationId, viewer);
    switch (place.kind) {
      case "provider":
        return { redirect: place.page.startsWith("/") ? `/${locale}${place.page}` : place.page };
      case "settled":
        return { redirect: `${here}/return` };
      case "silent":
        return { redirect: `${here}?silent` };
    }
  },
});
