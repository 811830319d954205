import "server-only";
import { z } from "zod";
import { cancelInvoice } from "./cancel-invoice";
import { cancelOrder } from "./cancel-order";
import { giveBack } from "./give-back";
import { judgeChecks } from "./judge-checks";
import { orderInvoice } from "./order-invoice";
import { placeOrder } from "./place-order";
import { sendNotice } from "./send-notice";
import { mailSignIn } from "./sign-in/mail-sign-in";
import { takePlace } from "./take-place";

/** What the outbox carries: names of rows, never personal data. */
const effectSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("judge-checks"), applicationId: z.uuid() }),
  z.object({ kind: z.literal("take-place"), applicationId: z.uuid(), stage: z.string() }),
  z.object({ kind: z.literal("place-order"), applicationId: z.uuid(), stage: z.string() }),
  z.object({ kind: z.literal("cancel-order"), applicationId: z.uuid(), stage: z.string() }),
  z.object({ kind: z.literal("order-invoice"), applicationId: z.uuid(), stage: z.string() }),
  z.object({ kind: z.literal("cancel-invoice"), applicationId: z.uuid(), stage: z.string() }),
  z.object({ kind: z.literal("refund"), refund: z.uuid() }),
  z.object({ kind: z.literal("notify"), notice: z.uuid() }),
  z.object({ kind: z.literal("mail-sign-in"), record: z.string().regex(/^[0-9]+$/) }),
]);

/** Carries out one effect of the outbox. It may come twice: each of these asks what has happened before it acts. */
export async function carryOutEffect(data: unknown): Promise<void> {
  const effect = effectSchema.parse(data);
  switch (effect.kind) {
    case "judge-checks":
      return judgeChecks(effect.applicationId);
    case "take-place":
      return takePlace(effect.applicationId);
    case "place-order":
      await placeOrder(effect.applicationId);
      // The worker that placed it may have been killed before it saw that the application had ended.
      return cancelOrder(effect.applicationId, effect.stage);
    case "cancel-order":
      return cancelOrder(effect.applicationId, effect.stage);
    case "order-invoice":
      await orderInvoice(effect.applicationId, effect.stage);
      return;
    case "cancel-invoice":
      return cancelInvoice(effect.applicationId, effect.stage);
    case "refund":
      return giveBack(effect.refund);
    case "notify":
      return sendNotice(effect.notice);
    case "mail-sign-in":
      return mailSignIn(effect.record);
  }
}
