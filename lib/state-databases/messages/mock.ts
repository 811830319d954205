import "server-only";
import { found } from "@/lib/kernel/answer";
import { realNow } from "@/lib/infra/clock";
import { db } from "@/lib/infra/db/client";
import type { Adapter } from "../adapter";
import type { Messages } from "./port";

/** SMS 1414 and e-mail, mocked: nothing leaves the portal; the console shows what would have been sent. */
export const messages: Adapter<Messages> = {
  send: async ({ key, channel, to, iin, text, code }) => {
    await db.mockMessage.createMany({
      data: { key, channel, to, iin, text, code: code ?? null, at: realNow() },
      skipDuplicates: true,
    });
    return found({ key });
  },
};
