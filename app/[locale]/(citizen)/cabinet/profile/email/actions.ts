"use server";

import { z } from "zod";
import { serverAction } from "@/lib/main/server-action";
import { codeInput, emailInput, giveCode, orderAnother, startEmail } from "./steps";

/** The address that is to be confirmed; a code goes there. */
export const startEmailAction = serverAction({
  name: "email-start",
  who: "citizen",
  limit: { points: 10, seconds: 600 },
  input: emailInput,
  run: ({ viewer, input }) => startEmail(viewer.iin, input.email),
});

/** The code that came to the address: with it the address is the account's. */
export const giveEmailCode = serverAction({
  name: "email-code",
  who: "citizen",
  limit: { points: 60, seconds: 600 },
  input: codeInput,
  run: ({ viewer, input }) => giveCode(viewer.iin, input.code, "/cabinet/profile?told=email"),
});

/** Another code. */
export const askForEmailCode = serverAction({
  name: "email-new-code",
  who: "citizen",
  limit: { points: 60, seconds: 600 },
  input: z.object({}),
  run: ({ viewer }) => orderAnother(viewer.iin),
});
