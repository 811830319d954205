"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import { serverAction } from "@/lib/main/server-action";
import { isTrial } from "@/lib/use-cases/portal-mode";
import { payerDeeds } from "./deeds";

/** The buttons of the played provider's page. Whoever has its secret address may press them, as at a real one. */
export const payerAction = serverAction({
  name: "payer-at-provider",
  who: "public",
  input: z.object({ page: z.string().max(60), deed: z.enum(payerDeeds) }),
  limit: { points: 120, seconds: 600 },
  run: async ({ input: { page, deed } }) => {
    const locale = await getLocale();
    if (!isTrial()) return { redirect: `/${locale}/not-found` };
    const { actAtProvider } = await import("@/lib/use-cases/qa/provider-page");
    const outcome = await actAtProvider(page, deed);
    if (outcome === null) return { redirect: `/${locale}/not-found` };
    if (outcome === "here") return { redirect: `/${locale}/payment-provider/${encodeURIComponent(page)}?${deed}` };
    return { redirect: `/${locale}${outcome.goTo}` };
  },
});
