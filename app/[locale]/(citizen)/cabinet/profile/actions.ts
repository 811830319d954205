"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import { challengeError } from "@/components/account/challenge-answer";
import { serverAction } from "@/lib/main/server-action";
import { changePassword } from "@/lib/use-cases/sign-in/change-password";
import { checkKey } from "@/lib/use-cases/sign-in/check-key";
import { endOtherSessions, endOwnSession } from "@/lib/use-cases/sign-in/end-own-sessions";
import { reportStranger } from "@/lib/use-cases/sign-in/report-stranger";

const own = "sign-in.password.change.errors";

/** Signs one of the person's devices out. */
export const endSessionAction = serverAction({
  name: "end-session",
  who: "citizen",
  limit: { points: 20, seconds: 600 },
  input: z.object({ session: z.string().regex(/^[0-9a-f]{64}$/) }),
  run: async ({ viewer, input }) => {
    await endOwnSession(viewer.iin, input.session);
    return { redirect: `/${await getLocale()}/cabinet/profile?told=ended` };
  },
});

/** Signs all of the person's devices out but this one. */
export const endOthersAction = serverAction({
  name: "end-other-sessions",
  who: "citizen",
  limit: { points: 20, seconds: 600 },
  input: z.object({}),
  run: async ({ viewer }) => {
    await endOtherSessions(viewer.iin, viewer.sessionId);
    return { redirect: `/${await getLocale()}/cabinet/profile?told=others` };
  },
});

/** "This was not me": everybody else is out; then a new password. */
export const reportStrangerAction = serverAction({
  name: "report-stranger",
  who: "citizen",
  limit: { points: 20, seconds: 600 },
  input: z.object({}),
  run: async ({ viewer }) => {
    await reportStranger(viewer.iin, viewer.sessionId);
    return { redirect: `/${await getLocale()}/cabinet/profile/password?told=stranger` };
  },
});

/** Tries a key as a document would. */
export const checkKeyAction = serverAction({
  name: "check-key",
  who: "citizen",
  limit: { points: 30, seconds: 600 },
  input: z.object({ challenge: z.string().min(1).max(8000), cms: z.string().min(1) }),
  run: async ({ viewer, input }) => {
    const checked = await checkKey(viewer.iin, input.challenge, input.cms);
    if (!checked.ok) return challengeError(checked.error);
    return { redirect: `/${await getLocale()}/cabinet/profile/key?told=good` };
  },
});

/** A new password, against the present one. */
export const changePasswordAction = serverAction({
  name: "change-password",
  who: "citizen",
  limit: { points: 20, seconds: 600 },
  input: z.object({
    presentPassword: z.string().min(1, `${own}.presentRequired`).max(500, `${own}.wrong`),
    newPassword: z.string().min(1, `${own}.wantedRequired`).max(1000, `${own}.too-long`),
  }),
  run: async ({ viewer, input }) => {
    const changed = await changePassword(viewer, input.presentPassword, input.newPassword);
    if (changed.ok) return { redirect: `/${await getLocale()}/cabinet/profile?told=password` };
    const isPresent = changed.error === "wrong" || changed.error === "locked";
    return {
      status: "invalid",
      errors: [{ field: isPresent ? "presentPassword" : "newPassword", message: `${own}.${changed.error}` }],
    };
  },
});
