import "server-only";
import { randomUUID } from "node:crypto";
import { err, type Result } from "@/lib/kernel/result";
import { now as clockOf } from "@/lib/infra/clock";
import { localDateOf } from "@/lib/kernel/local-date";
import { actorOf, binOf, iinOf, type Applicant } from "@/lib/process/applicant";
import type { Answers } from "@/lib/process/facts";
import { currentStage } from "@/lib/process/position";
import type { State } from "@/lib/process/state";
import { findApplication, findOwn, type ApplicationRecord } from "./application-record";
import { changeApplication, type Change, type ChangeFailure } from "./change-application";
import { gatherToJudgeAgain, portalReader } from "./gather-facts";
import { applicationPurpose } from "./prepare-signature";
import { watchRegistrations } from "./registration-changes";
import { rightToSign, type EntitySigningRefusal } from "./signing/entity-right";
import { DocumentAlreadySigned, keepSignature } from "./signing/keep-signature";
import { verifyProof, type Proof } from "./signing/verify-proof";
import type { SigningFailure } from "./verify-cms";

/** How often the facts are asked for anew, where a registration of which they tell changes meanwhile. */
const mostAttempts = 3;

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

  const signatureId = randomUUID();
  const { stage, documentHash, seq } = document;
  const { method } = signed.value;
  try {
    const changed = await judgedAgain(application, document, now, (facts) => ({
      id,
      actor,
      command: { type: "sign", stage, signatureId, documentHash, method, facts },
      seq,
      // A check that is judged again may refuse: then nothing has been signed, and no signature is kept.
      also: async (tx, events) => {
        if (!events.some((event) => event.type === "document-signed")) return;
        await keepSignature(tx, signatureId, signer, signed.value);
      },
    }));
    // What was judged again may say something else now: then it is read first, and nothing has been signed.
    const isToSign =
      changed.ok &&
      changed.value.documentHash !== documentHash &&
      currentStage(application.service, changed.value, localDateOf(now))?.id === stage;
    return isToSign ? err({ kind: "document-gone" }) : changed;
  } catch (error) {
    if (error instanceof DocumentAlreadySigned) return err({ kind: "document-gone" });
    throw error;
  }
}

/**
 * Judges the declared checks again with the signature. What somebody has changed through the portal while the databases answered is asked for once more:
 * the application itself has not moved.
 */
async function judgedAgain(
  application: ApplicationRecord,
  { stage, seq }: { readonly stage: string; readonly seq: number },
  now: Date,
  changeBy: (facts: Answers) => Change,
): Promise<Result<State, ChangeFailure>> {
  for (let attempt = 1; ; attempt += 1) {
    const first = await watchRegistrations(application, now);
    const facts = await gatherToJudgeAgain(application, rechecksOf(application, stage), portalReader, now);
    const changed = await changeApplication({ ...changeBy(facts), first });
    if (changed.ok || changed.error.kind !== "moved-on" || attempt === mostAttempts) return changed;
    if ((await findApplication(application.id))?.state.seq !== seq) return changed;
  }
}

function rechecksOf({ service }: ApplicationRecord, stageId: string): readonly string[] {
  const stage = service.stages.find((one) => one.id === stageId);
  return stage?.kind === "signature" ? stage.rechecks : [];
}
