import "server-only";
import { randomUUID } from "node:crypto";
import { err, type Result } from "@/lib/kernel/result";
import type { Iin } from "@/lib/kernel/iin";
import { now as clockOf } from "@/lib/infra/clock";
import type { State } from "@/lib/process/state";
import { findApplication, type ApplicationRecord } from "./application-record";
import { changeApplication, type ChangeFailure } from "./change-application";
import { gatherToJudgeAgain, portalReader } from "./gather-facts";
import { DocumentAlreadySigned, keepSignature } from "./signing/keep-signature";
import { verifyProof, type Proof } from "./signing/verify-proof";
import type { SigningFailure } from "./verify-cms";

/**
 * Signs an application by EDS, or by a one-time code where the service takes one. What came is verified over the portal's own copy of the document, then the checks that the
 * declaration wants judged again are judged; signature, events and all that follows are stored together or not at all.
 */
export async function signApplication(
  request: { readonly id: string; readonly applicant: Iin; readonly nonce: string } & Proof,
): Promise<Result<State, ChangeFailure | SigningFailure>> {
  const { id, applicant, nonce } = request;
  const application = await findApplication(id);
  if (application?.applicant !== applicant) return err({ kind: "not-found" });
  const now = await clockOf(applicant);
  const signed = await verifyProof(nonce, request, applicant, now);
  if (!signed.ok) return signed;
  const document = signed.value.request;
  if (document.applicationId !== id || !document.purpose.startsWith("sign-application:"))
    return err({ kind: "document-gone" });

  const facts = await gatherToJudgeAgain(application, rechecksOf(application, document.stage), portalReader, now);
  const signatureId = randomUUID();
  try {
    return await changeApplication({
      id,
      actor: { kind: "citizen", iin: applicant },
      command: {
        type: "sign",
        stage: document.stage,
        signatureId,
        documentHash: document.documentHash,
        method: signed.value.method,
        facts,
      },
      seq: document.seq,
      // A check that is judged again may refuse: then nothing has been signed, and no signature is kept.
      also: async (tx, events) => {
        if (!events.some((event) => event.type === "document-signed")) return;
        await keepSignature(tx, signatureId, applicant, signed.value);
      },
    });
  } catch (error) {
    if (error instanceof DocumentAlreadySigned) return err({ kind: "document-gone" });
    throw error;
  }
}

function rechecksOf({ service }: ApplicationRecord, stageId: string): readonly string[] {
  const stage = service.stages.find((one) => one.id === stageId);
  return stage?.kind === "signature" ? stage.rechecks : [];
}
