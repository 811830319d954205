"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import { serverAction } from "@/lib/main/server-action";
import { leave } from "@/lib/main/sign-in-ticket";

/** Ends this browser's session; for a plain form. */
export const signOut = serverAction({
  name: "sign-out",
  who: "public",
  input: z.object({}),
  run: async () => {
    await leave();
    return { redirect: `/${await getLocale()}` };
  },
});
