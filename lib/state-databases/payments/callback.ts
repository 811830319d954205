import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { tengeSchema } from "@/lib/kernel/tenge";

/** The header of a callback's signature: `t=SECONDS,v1=HEX`. */
export const signatureHeader = "X-Payment-Signature";

/** A callback is older or newer than this by the receiver's clock: whoever kept one cannot send it later. */
const toleranceSeconds = 300;

/** What the provider calls back with. It only says which invoice to ask about: nothing in it is believed. */
export const callbackSchema = z.strictObject({
  invoice: z.string().min(1).max(40),
  state: z.enum(["open", "paid", "cancelled", "reversed"]),
  tenge: tengeSchema,
  /** The provider's number of this message, for its own books. */
  message: z.string().max(60),
});
export type Callback = z.infer<typeof callbackSchema>;

function macOf(seconds: string, body: string, key: string): Buffer {
  return createHmac("sha256", key).update(`${seconds}.${body}`).digest();
}

/** Signs the exact body of a callback at an instant of real time. Out: the header's value. */
export function signCallback(body: string, key: string, now: Date): string {
  const seconds = String(Math.floor(now.getTime() / 1000));
  return `t=${seconds},v1=${macOf(seconds, body, key).toString("hex")}`;
}

const headerForm = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/;

/** Whether the header signs these very bytes with this key, within five minutes of `now`. Compared in constant time. */
export function isSignedCallback(body: string, header: string | null, key: string, now: Date): boolean {
  const [, seconds, mac] = headerForm.exec(header ?? "") ?? [];
  if (seconds === undefined || mac === undefined) return false;
  const isFresh = Math.abs(Math.floor(now.getTime() / 1000) - Number(seconds)) <= toleranceSeconds;
  return timingSafeEqual(macOf(seconds, body, key), Buffer.from(mac, "hex")) && isFresh;
}
