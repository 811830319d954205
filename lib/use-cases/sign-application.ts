import "server-only";
import { randomUUID } from "node:crypto";
import { err, type Result } from "@/lib/kernel/result";
import { now as clockOf } from "@/lib/infra/clock";
import { localDateOf } from "@/lib/kernel/local-date";
import { actorOf, binOf, iinOf, type Applicant } from "@/lib/process/applicant";
import { currentStage } from "@/lib/process/position";
import type { State } from "@/lib/process/state";
import { findOwn, type ApplicationRecord } from "./application-record";
import { changeApplication, type ChangeFailure } from "./change-application";
import { gatherToJudgeAgain, portalReader } from "./gather-facts";
import { applicationPurpose } from "./prepare-signature";
import { rightToSign, type EntitySigningRefusal } from "./signing/entity-right";
import { DocumentAlreadySigned, keepSignature } from "./signing/keep-signature";
import { verifyProof, type Proof } from "./signing/verify-proof";
import type { SigningFailure } from "./verify-cms";

/** An entity's application, by a key that does not bind the entity. Nothing has changed. */
export type EntityFailure = { readonly kind: "entity"; readonly refusal: EntitySigningRefusal };

/**
 * Signs an application by EDS, or by a one-time code where the service takes one. What came is verified over the portal's own copy of the document, then the checks that the
 * declaration wants judged again are judged; an entity's is signed by the entity's key alone, whose right is looked at now. Signature, events and all that follows are stored together or not at all.
 */
export async function signApplication(
  request: { readonly id: string; readonly applicant: Applicant; readonly nonce: string } & Proof,
): Promise<Result<State, ChangeFailure | SigningFailure | EntityFailure>> {
  const { id, applicant, nonce } = request;
  const application = await findOwn(id, applicant);
  if (!application) return err({ kind: "not-found" });
  const now = await clockOf(application.applicant);
  const [signer, bin] = [iinOf(applicant), binOf(applicant)];
  const signed = await verifyProof(nonce, request, signer, now, bin);
  if (!signed.ok) return signed;
  const document = signed.value.request;
  if (document.applicationId !== id || !document.purpose.startsWith(applicationPurpose))
    return err({ kind: "document-gone" });

  let actor = actorOf(applicant);
  if (bin !== null) {
    if (signed.value.method !== "eds") return err({ kind: "document-gone" });
    const right = await rightToSign(signer, bin, signed.value.verified.certificate.der);
    if (!right.ok) return err({ kind: "entity", refusal: right.error });
    actor = actorOf({ iin: signer, bin, right: right.value });
  }

  const facts = await gatherToJudgeAgain(application, rechecksOf(application, document.stage), portalReader, now);
  const signatureId = randomUUID();
  try {
    const changed = await changeApplication({
      id,
      actor,
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
        await keepSignature(tx, signatureId, signer, signed.value);
      },
    });
    // What was judged again may say something else now: then it is read first, and nothing has been signed.
    const isToSign =
      changed.ok &&
      changed.value.documentHash !== document.documentHash &&
      currentStage(application.service, changed.value, localDateOf(now))?.id === document.stage;
    return isToSign ? err({ kind: "document-gone" }) : changed;
  } catch (error) {
    if (error instanceof DocumentAlreadySigned) return err({ kind: "document-gone" });
    throw error;
  }
}

function rechecksOf({ service }: ApplicationRecord, stageId: string): readonly string[] {
  const stage = service.stages.find((one) => one.id === stageId);
  return stage?.kind === "signature" ? stage.rechecks : [];
}
