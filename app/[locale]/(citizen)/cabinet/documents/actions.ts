"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import { serverAction } from "@/lib/main/server-action";
import { askReminderAfterRefusal, askReminderOfDocument, cancelReminder } from "@/lib/use-cases/ask-reminder";

/** Each asks RP DRN once more. */
const limit = { points: 20, seconds: 600 };

/** Reminds the person of renewing a document of theirs, once that is possible. */
export const remindOfDocumentAction = serverAction({
  name: "remind-of-document",
  who: "citizen",
  input: z.object({ service: z.string().max(60) }),
  limit,
  run: async ({ viewer, input: { service } }) => {
    await askReminderOfDocument(service, viewer.iin);
    return { redirect: `/${await getLocale()}/cabinet/documents` };
  },
});

/** Reminds whoever applied too early, on the first day on which it is not. */
export const remindAfterRefusalAction = serverAction({
  name: "remind-after-refusal",
  who: "citizen",
  input: z.object({ applicationId: z.uuid() }),
  limit,
  run: async ({ viewer, input: { applicationId } }) => {
    await askReminderAfterRefusal(applicationId, viewer.iin);
    return { redirect: `/${await getLocale()}/cabinet/applications/${applicationId}#reminder` };
  },
});

/** Forgets a reminder. */
export const cancelReminderAction = serverAction({
  name: "cancel-reminder",
  who: "citizen",
  input: z.object({ reminder: z.uuid() }),
  limit,
  run: async ({ viewer, input: { reminder } }) => {
    await cancelReminder(reminder, viewer.iin);
    return { redirect: `/${await getLocale()}/cabinet/documents` };
  },
});
