"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import { iinSchema } from "@/lib/kernel/iin";
import { serverAction } from "@/lib/main/server-action";
import { actsFor } from "@/lib/process/applicant";
import { endEntityAccount, endOtherEntitySessions } from "@/lib/use-cases/sign-in/entity-accounts";
import { markEntityNoticesRead } from "@/lib/use-cases/view-entity-cabinet";

/** Signs out everywhere else where one acts for the entity. */
export const endOtherEntitySessionsAction = serverAction({
  name: "end-entity-sessions",
  who: "organisation",
  limit: { points: 60, seconds: 600 },
  input: z.object({}),
  run: async ({ viewer }) => {
    await endOtherEntitySessions({ iin: viewer.iin, bin: viewer.entity.bin }, viewer.sessionId);
    return { redirect: `/${await getLocale()}/organisation?told=others` };
  },
});

/** The head closes the account of somebody who acts for the entity. */
export const endEntityAccountAction = serverAction({
  name: "end-entity-account",
  who: "organisation",
  limit: { points: 60, seconds: 600 },
  input: z.object({ iin: iinSchema }),
  run: async ({ viewer, input }) => {
    if (viewer.entity.right !== "head") return { status: "failed", message: "action.notAllowed" };
    const ended = await endEntityAccount({ iin: viewer.iin, bin: viewer.entity.bin }, input.iin);
    if (!ended.ok) return { status: "failed", message: `sign-in.eds.failures.${ended.error}` };
    return { redirect: `/${await getLocale()}/organisation?told=ended` };
  },
});

/** Marks all that one was told of the entity's applications as read. */
export const readEntityNoticesAction = serverAction({
  name: "read-entity-notices",
  who: "organisation",
  limit: { points: 60, seconds: 600 },
  input: z.object({}),
  run: async ({ viewer }) => {
    await markEntityNoticesRead(actsFor(viewer));
    return { redirect: `/${await getLocale()}/organisation` };
  },
});
