import "server-only";
import { z } from "zod";
import { iinSchema } from "@/lib/kernel/iin";
import { db } from "@/lib/infra/db/client";
import { done, qaCall } from "./qa-call";

const mostMessages = 100;

/** A message that the portal has sent, as the console shows it. */
export interface SentMessage {
  readonly channel: string;
  readonly to: string;
  readonly text: string;
  /** Real time. */
  readonly at: Date;
  readonly code?: string;
}

/** SMS and e-mail sent to a person or an address, or to anyone; newest first, at most `most`. */
export async function sentMessages(
  whose: { readonly iin?: string | undefined; readonly to?: string | undefined },
  most = mostMessages,
): Promise<readonly SentMessage[]> {
  const rows = await db.mockMessage.findMany({
    where: {
      ...(whose.iin === undefined ? {} : { iin: whose.iin }),
      ...(whose.to === undefined ? {} : { to: whose.to }),
    },
    orderBy: [{ at: "desc" }, { key: "asc" }],
    take: most,
  });
  return rows.map(({ channel, to, text, at, code }) => ({ channel, to, text, at, ...(code === null ? {} : { code }) }));
}

/** `GET /api/qa/messages?iin=…|to=…`. A plus sign in an address that was not escaped arrives as a space. */
export const messagesCall = qaCall(
  z
    .strictObject({ iin: iinSchema.optional(), to: z.string().max(254).optional() })
    .refine(({ iin, to }) => (iin === undefined) !== (to === undefined), { error: "give either iin or to" }),
  async ({ iin, to }) => done(await sentMessages({ iin, to: to?.replace(/^ /, "+") })),
);
