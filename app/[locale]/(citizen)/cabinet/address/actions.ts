"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import { localDateSchema } from "@/lib/kernel/local-date";
import { serverAction } from "@/lib/main/server-action";
import { askReminderOfStay, cancelReminder } from "@/lib/use-cases/ask-reminder";

/** Each asks GBD FL once more. */
const limit = { points: 20, seconds: 600 };

/** Reminds the person before a temporary registration of theirs ends. */
export const remindOfStayAction = serverAction({
  name: "remind-of-stay",
  who: "citizen",
  input: z.object({ lastDay: localDateSchema }),
  limit,
  run: async ({ viewer, input: { lastDay } }) => {
    await askReminderOfStay(lastDay, viewer.iin);
    return { redirect: `/${await getLocale()}/cabinet/address` };
  },
});

/** Forgets such a reminder. */
export const cancelStayReminderAction = serverAction({
  name: "cancel-stay-reminder",
  who: "citizen",
  input: z.object({ reminder: z.uuid() }),
  limit,
  run: async ({ viewer, input: { reminder } }) => {
    await cancelReminder(reminder, viewer.iin);
    return { redirect: `/${await getLocale()}/cabinet/address` };
  },
});
