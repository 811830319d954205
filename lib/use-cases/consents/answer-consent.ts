import "server-only";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { err, type Result } from "@/lib/kernel/result";
import type { Iin } from "@/lib/kernel/iin";
import { now as clockOf } from "@/lib/infra/clock";
import type { Command } from "@/lib/process/commands";
import type { State } from "@/lib/process/state";
import { changeApplication, type ChangeFailure } from "../change-application";
import { gatherFacts, portalReader } from "../gather-facts";
import { DocumentAlreadySigned, keepSignature } from "../signing/keep-signature";
import { verifyProof, type Proof } from "../signing/verify-proof";
import type { SigningFailure } from "../verify-cms";
import { findOwnRequest } from "./consent-request";
import { consentPurpose } from "./prepare-answer";

const contentSchema = z.discriminatedUnion("answer", [
  z.object({ request: z.uuid(), answer: z.literal("give"), reason: z.null() }),
  z.object({ request: z.uuid(), answer: z.literal("decline"), reason: z.string() }),
]);

export type AnswerFailure =
  | ChangeFailure
  | SigningFailure
  /** It was answered, or needs no answer any more. */
  | { readonly kind: "closed" };

/**
 * Gives or declines an owner's consent by what they have signed: what is answered stands in the signed document, not in the call. Who owns
 * the dwelling is looked up at this moment; whoever no longer does changes nothing but that the applicant must name the dwelling again.
 * Answer, signature, audit and all that follows are stored together or not at all; of two answers the second finds the request closed.
 */
export async function answerConsent(
  answer: { readonly id: string; readonly owner: Iin; readonly nonce: string } & Proof,
): Promise<Result<State, AnswerFailure>> {
  const { id, owner, nonce } = answer;
  const request = await findOwnRequest(id, owner);
  if (!request) return err({ kind: "not-found" });
  if (request.answer !== null) return err({ kind: "closed" });
  const { application, stage } = request;
  const signed = await verifyProof(nonce, answer, owner, await clockOf(owner));
  if (!signed.ok) return signed;
  const document = signed.value.request;
  const content = contentSchema.safeParse(document.content);
  const isAnswer = document.purpose.startsWith(`${consentPurpose}:`) && content.success;
  if (!isAnswer || content.data.request !== id) return err({ kind: "document-gone" });

  const now = await clockOf(application.applicant);
  const facts = await gatherFacts(application, stage.entitlement?.uses ?? [], portalReader, now);
  const signatureId = randomUUID();
  const common = { stage: stage.id, by: owner, method: signed.value.method, facts } as const;
  const { data: said } = content;
  const command: Command =
    said.answer === "give"
      ? { type: "give-consent", ...common, signatureId }
      : { type: "decline-consent", ...common, reason: said.reason };
  try {
    return await changeApplication({
      id: application.id,
      actor: { kind: "citizen", iin: owner },
      command,
      // Another owner's answer does not stand in the way of this one; but the application may have come back, and asked anew.
      also: async (tx, events) => {
        if ((await tx.consentRequest.count({ where: { id, closedAt: null } })) === 0) throw new DocumentAlreadySigned();
        if (!events.some(({ type }) => type === "consent-given" || type === "consent-declined")) return;
        await keepSignature(tx, signatureId, owner, signed.value);
      },
    });
  } catch (error) {
    if (error instanceof DocumentAlreadySigned) return err({ kind: "document-gone" });
    throw error;
  }
}
