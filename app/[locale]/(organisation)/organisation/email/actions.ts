"use server";

import { z } from "zod";
import { serverAction } from "@/lib/main/server-action";
import { actsFor } from "@/lib/process/applicant";
import {
  codeInput,
  emailInput,
  giveCode,
  orderAnother,
  startEmail,
} from "@/app/[locale]/(citizen)/cabinet/profile/email/steps";

/** The address of the account by which one acts for the entity; a code goes there. */
export const startEntityEmailAction = serverAction({
  name: "entity-email-start",
  who: "organisation",
  limit: { points: 10, seconds: 600 },
  input: emailInput,
  run: ({ viewer, input }) => startEmail(actsFor(viewer), input.email),
});

/** The code that came to the address: with it the address is the account's. */
export const giveEntityEmailCode = serverAction({
  name: "entity-email-code",
  who: "organisation",
  limit: { points: 60, seconds: 600 },
  input: codeInput,
  run: ({ viewer, input }) => giveCode(actsFor(viewer), input.code, "/organisation?told=email"),
});

/** Another code. */
export const askForEntityEmailCode = serverAction({
  name: "entity-email-new-code",
  who: "organisation",
  limit: { points: 60, seconds: 600 },
  input: z.object({}),
  run: ({ viewer }) => orderAnother(actsFor(viewer)),
});
