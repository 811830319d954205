import { z } from "zod";
import type { Answer } from "@/lib/kernel/answer";
import type { Iin } from "@/lib/kernel/iin";

export const sentMessageSchema = z.object({ key: z.string() });

/** SMS 1414 and e-mail. */
export interface Messages {
  /** Sends once per `key`. `code` is set when the text carries a one-time code, so that a test can find it. */
  send(request: {
    key: string;
    channel: "sms" | "email";
    to: string;
    iin: Iin;
    text: string;
    code?: string;
  }): Promise<Answer<{ key: string }>>;
}
