import "server-only";
import type { SignatureFailure } from "@/lib/infra/signing/verify";
import type { ChangeFailure } from "../change-application";
import type { AnswerFailure } from "../consents/answer-consent";
import type { DecisionFailure } from "../decide-task";
import type { EntityFailure } from "../sign-application";
import type { SigningFailure } from "../verify-cms";
import type { CodeFailure } from "./check-signing-code";

/** The key of the words on why a signature was refused; behind a bar stands the name of an algorithm that is not accepted. */
function refusalOf(failure: SignatureFailure): string {
  const key = `signing.failures.${failure.reason}`;
  return failure.reason === "unsupported-algorithm" ? `${key}|${failure.algorithm}` : key;
}

/** The key of the words on why a code did not sign. */
function refusalOfCode(failure: CodeFailure): string {
  if (failure.kind === "wrong") return `signing.code.failures.${failure.left === 1 ? "wrong-one-left" : "wrong"}`;
  return `signing.code.failures.${failure.kind}`;
}

/** The key of the words on why an application was not signed; null where the application itself says where it stands. */
export function refusalOfSigning(error: ChangeFailure | SigningFailure | EntityFailure): string | null {
  switch (error.kind) {
    case "signature":
      return refusalOf(error.failure);
    case "code":
      return refusalOfCode(error.failure);
    case "entity":
      return `signing.entity.${error.refusal}`;
    case "unanswered":
      return `apply.sign.unanswered.${error.databases[0] ?? ""}`;
    case "document-gone":
    case "moved-on":
      return "apply.sign.documentGone";
    case "applicant-blocked":
    case "too-many-dwellings":
    case "asked-too-often":
      return `apply.sign.notAsked.${error.kind}`;
    default:
      return null;
  }
}

/** The key of the words on why an owner did not answer. */
export function refusalOfAnswer(error: AnswerFailure): string {
  switch (error.kind) {
    case "signature":
      return refusalOf(error.failure);
    case "code":
      return refusalOfCode(error.failure);
    case "unanswered":
      return "consents.sign.unanswered";
    default:
      return "consents.sign.closed";
  }
}

/** What did not happen, and why, where a more exact word is known than "not possible any more". */
const decisionRefusals: Readonly<Record<string, string>> = {
  "not-claimed": "staff.task.notClaimed",
  "document-gone": "staff.confirm.gone",
  "moved-on": "staff.errors.movedOn",
  "own-application": "staff.errors.own",
};

/** The key of the words on why a decision was not signed. */
export function refusalOfDecision(error: ChangeFailure | SigningFailure | DecisionFailure): string {
  if (error.kind === "signature") return refusalOf(error.failure);
  return decisionRefusals[error.kind] ?? "staff.errors.notPossible";
}
