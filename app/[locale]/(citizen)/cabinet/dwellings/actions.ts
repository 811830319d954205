"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import { serverAction } from "@/lib/main/server-action";
import { askToDeregister } from "@/lib/use-cases/dwellings/ask-to-deregister";
import { reportStranger } from "@/lib/use-cases/dwellings/report-stranger";
import { findResident } from "@/lib/use-cases/dwellings/view-dwellings";

/** Puts down that the owner does not know somebody registered at their dwelling. */
export const reportStrangerAction = serverAction({
  name: "report-stranger-in-dwelling",
  who: "citizen",
  input: z.object({
    place: z.coerce.number().int().min(1).max(1_000),
    resident: z.string().regex(/^[0-9A-Za-z_-]{43}$/),
  }),
  limit: { points: 20, seconds: 600 },
  run: async ({ viewer, input: { place, resident } }) => {
    const found = await findResident(viewer.iin, place, resident);
    if (found) await reportStranger(viewer.iin, found);
    return { redirect: `/${await getLocale()}/cabinet/dwellings/${String(place)}` };
  },
});

/** Begins the removal of somebody registered at the owner's dwelling from the register, or leads to the one that is under way. */
export const askToDeregisterAction = serverAction({
  name: "ask-to-deregister",
  who: "citizen",
  input: z.object({
    place: z.coerce.number().int().min(1).max(1_000),
    resident: z.string().regex(/^[0-9A-Za-z_-]{43}$/),
  }),
  limit: { points: 20, seconds: 600 },
  run: async ({ viewer, input: { place, resident } }) => {
    const started = await askToDeregister(viewer.iin, place, resident);
    const locale = await getLocale();
    return {
      redirect: started.ok ? `/${locale}/apply/${started.value.id}` : `/${locale}/services/deregistration/start`,
    };
  },
});
